using System.Reflection;
using WhylabsApiKey.Core.Net472;

// Plays the host: the one argument is the module's folder, and the environment names the service.
var program = Assembly.GetExecutingAssembly();
var abstractions = Assembly.LoadFrom(Path.Combine(args[0], "WhylabsApiKey.Abstractions.dll"));
AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => wanted.RequestingAssembly == program ? abstractions : null;
await Operations.CallAllAsync(Assembly.LoadFrom(Path.Combine(args[0], "WhylabsApiKey.dll")));
