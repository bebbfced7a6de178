"""The Python peer of a full-graph GCN epoch: a seeded random graph, 64 -> 64 -> 8, ReLU, dropout 0.5, cross-entropy over all users, Adam.

Two variants: a sparse CSR adjacency with plain autograd, and the same whose backward multiplies by its own transpose (the normalised
adjacency is symmetric, so by itself). Run: python3 gcn_epoch.py [--users 100000] [--edges 1000000] [--epochs 10] [--threads 2]
Needs PyTorch, numpy and scipy, such as Debian's python3-torch. Compare only with a fast BLAS under it (libopenblas0-pthread): with the
reference BLAS that Debian installs by default, dense products are twenty times slower and take half of the epoch. It says how fast they are.
"""
import argparse
import statistics
import time
import warnings

import numpy as np
import scipy.sparse
import torch

warnings.filterwarnings("ignore", message="Sparse CSR tensor support")


def normalised(users, edges, seed):
    """D^-1/2 (A + I) D^-1/2 of that many distinct undirected edges."""
    rng = np.random.default_rng(seed)
    keys = np.empty(0, dtype=np.int64)
    while len(keys) < edges:
        a, b = rng.integers(0, users, (2, edges + edges // 50 + 10))
        a, b = np.minimum(a, b)[a != b], np.maximum(a, b)[a != b]
        keys = np.unique(np.concatenate([keys, a * users + b]))
    a, b = np.divmod(rng.permutation(keys)[:edges], users)
    loops = np.arange(users)
    rows, columns = np.concatenate([a, b, loops]), np.concatenate([b, a, loops])
    scale = 1 / np.sqrt(np.bincount(rows, minlength=users))
    matrix = scipy.sparse.csr_matrix(((scale[rows] * scale[columns]).astype(np.float32), (rows, columns)), (users, users))
    return torch.sparse_csr_tensor(*(torch.from_numpy(part.astype(np.int64)) for part in (matrix.indptr, matrix.indices)),
                                   torch.from_numpy(matrix.data), size=(users, users))


class OwnTranspose(torch.autograd.Function):
    """adjacency @ x, backward by the same symmetric adjacency."""

    @staticmethod
    def forward(ctx, adjacency, x):
        ctx.adjacency = adjacency
        return adjacency @ x

    @staticmethod
    def backward(ctx, gradient):
        return None, ctx.adjacency @ gradient


class Gcn(torch.nn.Module):
    def __init__(self, product):
        super().__init__()
        self.product = product
        self.first, self.second = torch.nn.Linear(64, 64), torch.nn.Linear(64, 8)

    def forward(self, adjacency, x):
        x = self.product(adjacency, self.first(x)).relu()
        return self.product(adjacency, self.second(torch.nn.functional.dropout(x, 0.5, self.training)))


def epochs(product, adjacency, x, y, count):
    torch.manual_seed(1)
    model = Gcn(product)
    adam = torch.optim.Adam(model.parameters(), lr=0.01)
    times = []
    for _ in range(count + 2):
        start = time.perf_counter()
        adam.zero_grad()
        torch.nn.functional.cross_entropy(model(adjacency, x), y).backward()
        adam.step()
        times.append(1000 * (time.perf_counter() - start))
    return times[2:]  # two to warm up


def dense_speed():
    """GFLOP/s of the dense product of the first layer."""
    x, weight, best = torch.randn(100_000, 64), torch.randn(64, 64), float("inf")
    for _ in range(5):
        start = time.perf_counter()
        x @ weight
        best = min(best, time.perf_counter() - start)
    return 2e-9 * x.numel() * 64 / best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("users", 100_000), ("edges", 1_000_000), ("epochs", 10), ("threads", 2), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    adjacency = normalised(options.users, options.edges, options.seed)
    x, y = torch.randn(options.users, 64), torch.randint(0, 8, (options.users,))
    print(f"PyTorch {torch.__version__}, {options.users:,} users, {options.edges:,} undirected edges, 64 -> 64 -> 8, {torch.get_num_threads()} threads, "
          f"dense products {dense_speed():.0f} GFLOP/s")
    for name, product in (("CSR, autograd", torch.matmul), ("CSR, own transpose", OwnTranspose.apply)):
        times = epochs(product, adjacency, x, y, options.epochs)
        print(f"{name:20} {statistics.median(times):9.1f} ms/epoch median {min(times):9.1f} best")


if __name__ == "__main__":
    main()
