using System.Reflection;
using WhylabsApiKey.Core.Net472;

// Acts as a host of the module. The argument is the folder of the module. Environment variables specify the service.
var program = Assembly.GetExecutingAssembly();
var abstractions = Assembly.LoadFrom(Path.Combine(args[0], "WhylabsApiKey.Abstractions.dll"));
AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => wanted.RequestingAssembly == program ? abstractions : null;
await Operations.CallAllAsync(Assembly.LoadFrom(Path.Combine(args[0], "WhylabsApiKey.dll")));
