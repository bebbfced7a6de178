using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_shard_runs_once_in_many_runs_of_any_number_of_shards(int threads)
    {
        using WorkerTeam team = new(threads);
        Assert.Equal(threads, team.Threads);
        for (int run = 0; run < 3000 / threads; run++)
        {
            int[] counts = new int[run % 9];
            team.Run(counts.Length, shard => counts[shard]++); // no interlocking: what a shard wrote is seen when Run returns
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Sleeping_threads_wake_up()
    {
        using WorkerTeam team = new(3);
        for (int run = 0; run < 5; run++)
        {
            Thread.Sleep(20);
            int[] counts = new int[6];
            team.Run(6, shard => counts[shard]++);
            Assert.Equal([1, 1, 1, 1, 1, 1], counts);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_of_a_shard_comes_through_and_the_team_goes_on(int threads)
    {
        using WorkerTeam team = new(threads);
        for (int bad = 0; bad < 6; bad++)
        {
            InvalidTimeZoneException thrown = Assert.Throws<InvalidTimeZoneException>(() => team.Run(6, shard =>
            {
                if (shard == bad) throw new InvalidTimeZoneException($"shard {bad}");
            }));
            Assert.Equal($"shard {bad}", thrown.Message);
            int[] counts = new int[6];
            team.Run(6, shard => counts[shard]++);
            Assert.Equal([1, 1, 1, 1, 1, 1], counts);
        }
    }

    [Fact]
    public void Disposing_ends_the_threads_awake_or_asleep()
    {
        for (int round = 0; round < 50; round++)
        {
            WorkerTeam team = new(4);
            if (round % 2 == 0) team.Run(4, _ => { });
            if (round % 10 == 0) Thread.Sleep(5);
            team.Dispose(); // joins them: a thread that did not end would hang here
        }
    }
}
