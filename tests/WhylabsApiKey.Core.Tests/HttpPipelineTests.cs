using System.Collections.Concurrent;
using System.Net;
using WhylabsApiKey.Core.Client;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>The handlers are shared by all callers, and mix up none of them.</summary>
public class PipelineTests
{
    private const int Callers = 8;
    private const int Rounds = 25;

    [Fact]
    public async Task Callers_that_overlap_keep_their_tokens_organizations_and_messages_apart()
    {
        using var service = new Meeting(Callers);
        using var pipeline = new HttpPipeline(service);
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
        public Caller(HttpPipeline pipeline, int number)
        {
            Token = $"AbCdEfGh0{number}.opaque-{number}";
            OrgId = $"org-of-{number}";
            UserAgent = $"agent/{number}";
            var options = new ClientOptions(new Uri("https://songbird.example.com"), Token, UserAgent) { ApiVersion = ApiVersion.V1 };
            var clock = new FakeClock();
            Api = WhylabsApiKeyClient.Create(pipeline.Invoker, options, Sink, new ServiceState(clock), clock);
        }

        public string Token { get; }

        public string OrgId { get; }

        public string UserAgent { get; }

        public RecordingSink Sink { get; } = new(showsDebug: true);

        public WhylabsApiKeyClient Api { get; }
    }

    /// <summary>A service that responds to nobody before all have asked, and repeats to each whom it took the request to be from.</summary>
    private sealed class Meeting(int callers) : HttpMessageHandler
    {
        private TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _present;

        public ConcurrentQueue<(string Token, string OrgId, string UserAgent, string RequestId)> Requests { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string orgId = Header("X-WHYLABS-ORGANIZATION");
            Requests.Enqueue((Header("X-API-Key"), orgId, Header("User-Agent"), Header("X-Request-Id")));
            TaskCompletionSource complete = _complete;
            if (Interlocked.Increment(ref _present) == callers)
            {
                _present = 0;
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
