using System.Collections.Concurrent;
using System.Net;
using WhylabsApiKey.Core.Client;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that concurrent callers share the handlers but no data.</summary>
public class HttpPipelineTests
{
    private const int Callers = 8;
    private const int Rounds = 25;

    [Fact]
    public async Task Concurrent_callers_do_not_share_tokens_organizations_or_messages()
    {
        using var service = new ConcurrentService(Callers);
        using HttpMessageInvoker pipeline = HttpPipeline.Over(service);
        Caller[] callers = [.. Enumerable.Range(0, Callers).Select(i => new Caller(pipeline, i))];

        for (int round = 0; round < Rounds; round++)
            await Task.WhenAll(callers.Select(caller => caller.Api.ListAsync(caller.OrgId, null, default)));

        Assert.Equal(Callers * Rounds, service.Requests.Count);
        foreach (Caller caller in callers)
        {
            var own = service.Requests.Where(request => request.Token == caller.Token).ToList();
            Assert.Equal(Rounds, own.Count);
            Assert.All(own, request => Assert.Equal((caller.OrgId, caller.UserAgent), (request.OrgId, request.UserAgent)));
            Assert.All(own, request => Assert.Contains(request.RequestId, caller.Sink.All, StringComparison.Ordinal));
            foreach (Caller other in callers.Where(other => other != caller))
            {
                Assert.DoesNotContain(other.OrgId, caller.Sink.All, StringComparison.Ordinal);
                Assert.DoesNotContain(other.Token, caller.Sink.All, StringComparison.Ordinal);
            }
        }
    }

    private sealed class Caller
    {
        public Caller(HttpMessageInvoker pipeline, int number)
        {
            Token = $"AbCdEfGh0{number}.opaque-{number}";
            OrgId = $"org-of-{number}";
            UserAgent = $"agent/{number}";
            var options = new ClientOptions(new Uri("https://songbird.example.com"), Token, UserAgent) { ApiVersion = ApiVersion.V1 };
            var clock = new FakeClock();
            Api = WhylabsApiKeyClient.Create(pipeline, options, Sink, new ServiceState(clock), clock);
        }

        public string Token { get; }

        public string OrgId { get; }

        public string UserAgent { get; }

        public RecordingSink Sink { get; } = new(showsDebug: true);

        public IWhylabsApiKeyClient Api { get; }
    }

    /// <summary>A service that responds after it has a request from every caller. Each response repeats its caller's identity.</summary>
    private sealed class ConcurrentService(int callers) : HttpMessageHandler
    {
        private TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;

        public ConcurrentQueue<(string Token, string OrgId, string UserAgent, string RequestId)> Requests { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string orgId = Header("X-WHYLABS-ORGANIZATION");
            Requests.Enqueue((Header("X-API-Key"), orgId, Header("User-Agent"), Header("X-Request-Id")));
            TaskCompletionSource complete = _complete;
            if (Interlocked.Increment(ref _waiting) == callers)
            {
                _waiting = 0;
                _complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                complete.SetResult();
            }

            await complete.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(Wire.List($$"""{"keyId":"k","orgId":"{{orgId}}","alias":"{{Header("X-API-Key")}}"}""")),
            };

            string Header(string name) => Assert.Single(request.Headers.GetValues(name));
        }
    }
}
