using System.Runtime.ExceptionServices;

namespace CustomerSegmentation;

/// <summary>
/// A few threads that run the shards of one piece of work together and wait for each other, many thousand times a second: waiting
/// threads spin for some microseconds before they sleep. The work is cut into shards by the caller, never by the number of threads.
/// </summary>
/// <remarks>Used from one thread at a time. Disposing ends the threads.</remarks>
internal sealed class WorkerTeam : IDisposable
{
    private const int Spins = 2000;
    private readonly Worker[] _workers;
    private Action<int>? _work;
    private int _shards, _running;
    private Exception? _failure;

    /// <summary>A team of that many threads, the caller's included.</summary>
    public WorkerTeam(int threads)
    {
        _workers = new Worker[Math.Max(0, threads - 1)];
        for (int i = 0; i < _workers.Length; i++) _workers[i] = new(this, i + 1);
    }

    /// <summary>The number of threads, the caller's included.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>Runs <c>work(0) … work(shards − 1)</c>, each once, and returns when all have ended.</summary>
    public void Run(int shards, Action<int> work)
    {
        int helpers = Math.Min(_workers.Length, shards - 1);
        if (helpers <= 0)
        {
            for (int shard = 0; shard < shards; shard++) work(shard);
            return;
        }
        (_work, _shards, _failure) = (work, shards, null);
        Volatile.Write(ref _running, helpers);
        for (int i = 0; i < helpers; i++) _workers[i].Wake();
        RunShare(0);
        SpinWait wait = default;
        while (Volatile.Read(ref _running) > 0) wait.SpinOnce(sleep1Threshold: -1);
        if (_failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Worker worker in _workers) worker.Dispose();
    }

    private void RunShare(int first)
    {
        try
        {
            for (int shard = first; shard < _shards; shard += Math.Min(Threads, _shards)) _work!(shard);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }

    private sealed class Worker : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly int _index;
        private readonly Thread _thread;
        private readonly SemaphoreSlim _asleep = new(0);
        private int _state; // 0 waiting, 1 work, 2 asleep, 3 stop

        public Worker(WorkerTeam team, int index)
        {
            (_team, _index) = (team, index);
            _thread = new Thread(Loop) { IsBackground = true, Name = "CustomerSegmentation worker" };
            _thread.Start();
        }

        public void Wake() => Set(1);

        public void Dispose()
        {
            Set(3);
            _thread.Join();
            _asleep.Dispose();
        }

        private void Set(int state)
        {
            if (Interlocked.Exchange(ref _state, state) == 2) _asleep.Release();
        }

        private void Loop()
        {
            while (true)
            {
                for (int spin = 0; spin < Spins && Volatile.Read(ref _state) == 0; spin++) Thread.SpinWait(4);
                if (Interlocked.CompareExchange(ref _state, 2, 0) == 0) _asleep.Wait();
                if (Volatile.Read(ref _state) == 3) return;
                Volatile.Write(ref _state, 0);
                _team.RunShare(_index);
                Interlocked.Decrement(ref _team._running);
            }
        }
    }
}
