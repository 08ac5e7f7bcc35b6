"""serve, demo, work: the commands that run a paper."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import click

from broadsheet.cli.setup import ENV_FILE, load_env_file, own_command, start_django
from broadsheet.cli.supervisor import Child, Supervisor, answers, newsroom_command, package_stamp

READY_WITHIN = 90.0
DEMO_ACCOUNTS = (
    ("editor", "editor@courier.example", "demo-editor-1871"),
    ("moderator", "moderator@courier.example", "demo-moderator-1871"),
    ("admin", "admin@courier.example", "demo-admin-1871"),
    ("reader", "reader@courier.example", "demo-reader-1871"),
)


@click.command()
@click.option("--host", default=None, help="Address to listen on; default: BROADSHEET_BIND.")
@click.option("--port", default=None, type=int, help="Port to listen on; default: BROADSHEET_PORT.")
def serve(host: str | None, port: int | None) -> None:
    """Run the paper: the newsroom, the background worker and its clock, until Ctrl-C."""
    load_env_file()
    if host:
        os.environ["BROADSHEET_BIND"] = host
    if port:
        os.environ["BROADSHEET_PORT"] = str(port)
    from broadsheet import settings

    _run(
        settings.STATE,
        settings.BIND,
        settings.PORT,
        prepare=["prepare"],
        lines=[f"paper: {settings.BROADSHEET_BASE_URL}/"],
    )


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on, loopback only.")
@click.option("--state", default=Path("var/demo"), type=click.Path(path_type=Path), show_default=True,
              help="Where the demonstration paper is kept.")  # fmt: skip
def demo(port: int, state: Path) -> None:
    """Run the demonstration paper on this machine."""
    state = state.absolute()
    state.mkdir(parents=True, exist_ok=True)
    url = f"http://127.0.0.1:{port}"
    chosen = {
        "SECRET_KEY": _kept_secret(state), "STATE": str(state), "BASE_URL": url, "HOSTS": "127.0.0.1,localhost",
        "BIND": "127.0.0.1", "PORT": str(port), "STAFF_SECOND_FACTOR": "optional", "LIMITS": "relaxed",
        "DATABASE_URL": os.environ.get("BROADSHEET_DATABASE_URL", f"sqlite:///{state}/paper.sqlite3"),
    }  # fmt: skip
    os.environ.update({f"BROADSHEET_{name}": value for name, value in chosen.items()})
    _write_env(state / ENV_FILE, chosen)
    lines = [f"paper: {url}/", f"desk: {url}/desk/", f"inbox: {state}/inbox", f"outbox: {state}/outbox"]
    lines += [f"account: {role} {user} {password}" for role, user, password in DEMO_ACCOUNTS]
    _run(state, "127.0.0.1", port, prepare=["prepare", "--demo"], lines=lines, trickle=state / "inbox")


def _write_env(path: Path, chosen: dict[str, str]) -> None:
    """Keep the demonstration's settings beside its state, for the other commands; its owner's alone."""
    path.touch(mode=0o600)
    path.write_text(
        "".join(f"BROADSHEET_{name}={value}\n" for name, value in chosen.items()), encoding="utf-8"
    )


def _kept_secret(state: Path) -> str:
    """The demonstration's own key, made once and readable by its owner alone."""
    path = state / "secret"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _run(
    state: Path, host: str, port: int, *, prepare: list[str], lines: list[str], trickle: Path | None = None
) -> None:
    _prepare(state, prepare)
    alive = state / "work.ready"
    alive.unlink(missing_ok=True)
    supervisor = Supervisor(
        [
            Child("newsroom", newsroom_command(host, port)),
            Child("worker", own_command("work", "--ready", str(alive))),
        ]
    )
    supervisor.start()
    local = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    try:
        if supervisor.wait_until(
            lambda: alive.exists() and answers(f"http://{local}:{port}/healthz"), within=READY_WITHIN
        ):
            for line in [*lines, "ready"]:
                print(line, flush=True)
            if trickle is not None:
                from broadsheet.cli.trickle import start_trickle

                start_trickle(trickle, supervisor.stopping)
            supervisor.watch()
        elif not supervisor.stopping.is_set():
            raise click.ClickException("The paper did not start; the lines above say why.")
    finally:
        supervisor.end()


def _prepare(state: Path, words: list[str]) -> None:
    """Bring database and static files up to this version; skipped when nothing has changed since."""
    stamp = package_stamp(os.environ.get("BROADSHEET_DATABASE_URL", ""), *words)
    kept = state / "prepared"
    if kept.exists() and kept.read_text() == stamp:
        return
    done = subprocess.run(own_command(*words), stdout=sys.stderr, check=False)
    if done.returncode:
        raise click.ClickException("The paper could not be prepared; the lines above say why.")
    state.mkdir(parents=True, exist_ok=True)
    kept.write_text(stamp)


@click.command()
@click.option("--demo", "is_demo", is_flag=True, help="Load the demonstration paper into an empty one.")
def prepare(is_demo: bool) -> None:
    """Migrate the database, collect the static files, found the paper. `serve` runs it when needed."""
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    for folder in (settings.STATE, settings.INBOX, settings.OUTBOX):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from broadsheet.front.services import found_paper

    found_paper(name=os.environ.get("BROADSHEET_NAME", "Broadsheet"))
    if is_demo:
        from broadsheet.cli.demo_paper import load_demo_paper

        load_demo_paper(DEMO_ACCOUNTS)


@click.command()
@click.option("--ready", type=click.Path(path_type=Path), help="File to touch once the clock runs.")
def work(ready: Path | None) -> None:
    """Run the background worker: the clock, the wire's inbox, the newsletter. `serve` starts it."""
    start_django()
    from broadsheet.cli.worker import run

    run(ready)


COMMANDS = [serve, demo, prepare, work]
