"""The same sweep on a cluster of `dask.distributed`: two worker processes of a real local cluster."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from renkei.supply.scenarios.drawing import draws
from renkei.supply.scenarios.sweeping import sweep
from supply.scenarios.small_model import CUT, MODEL

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    tests = str(Path(__file__).parents[2])  # the workers are new processes, and look for these modules as well
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([tests, *([before] if before else [])])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        with cluster, distributed.Client(cluster) as found:
            yield found
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def test_a_cluster_of_two_processes_gives_the_same_answers(client) -> None:
    pids = client.run(os.getpid)
    assert len(set(pids.values()) - {os.getpid()}) == 2
    executor = client.get_executor()
    assert sweep(MODEL, CUT, executor=executor) == sweep(MODEL, CUT)
    assert draws(MODEL, CUT, 40, seed=7, executor=executor) == draws(MODEL, CUT, 40, seed=7)
    assert "distributed" in sys.modules
