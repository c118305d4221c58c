"""The options of `autograder grade` for several machines."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.errors import AutograderError

if TYPE_CHECKING:
    from autograder.cluster.cluster import Cluster

MOST_WORKERS = 512
_LOCAL = re.compile(r"local:(\d{1,4})")

ClusterOption = Annotated[
    str,
    typer.Option(
        "--cluster",
        metavar="local:N",
        help="Start a Dask cluster of N worker processes on this machine, and grade there; needs the extra dask.",
        show_default=False,
    ),
]
SchedulerOption = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Grade on the Dask cluster whose scheduler has this address, such as tls://host:8786; see docs/scale.md.",
        show_default=False,
    ),
]
TlsCaOption = Annotated[
    str,
    typer.Option(
        "--tls-ca", metavar="FILE", help="The authority that signed the cluster's certificates.", show_default=False
    ),
]
TlsCertOption = Annotated[
    str, typer.Option("--tls-cert", metavar="FILE", help="This machine's certificate for the cluster.", show_default=False)
]
TlsKeyOption = Annotated[
    str, typer.Option("--tls-key", metavar="FILE", help="The key of that certificate.", show_default=False)
]


def chosen(cluster: str, scheduler: str, ca: str, cert: str, key: str) -> Callable[[], Cluster] | None:
    """Return what opens the cluster that the options name; None where they name none.

    Raises AutograderError for options that do not fit together.
    """
    if cluster and scheduler:
        raise AutograderError("cluster.one_of_two")
    files = [ca, cert, key]
    if any(files) and not (all(files) and (cluster or scheduler)):
        raise AutograderError("cluster.tls_incomplete")
    for file in filter(None, files):
        try:
            open(file, "rb").close()
        except OSError as error:
            raise AutograderError("cluster.tls_unreadable", file=file, reason=error.strerror) from None
    if not (cluster or scheduler):
        return None
    from autograder.cluster.cluster import Cluster, Tls

    tls = Tls(ca, cert, key) if ca else None
    if scheduler:
        return partial(Cluster, scheduler=scheduler, tls=tls)
    found = _LOCAL.fullmatch(cluster)
    if found is None or not 1 <= int(found[1]) <= MOST_WORKERS:
        raise AutograderError("cluster.option", value=cluster, most=MOST_WORKERS)
    return partial(Cluster, workers=int(found[1]), tls=tls)
