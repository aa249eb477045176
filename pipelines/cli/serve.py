"""`dripfeed serve`: opens the reading room on a database."""

from pathlib import Path

import click

from pipelines.cli.options import db_option


@click.command()
@db_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the start page in a browser.")
@click.option("--public", is_flag=True, help="Close what strangers shall not have; see above.")
@click.option("--full-text", is_flag=True, help="With --public: let whole texts be downloaded.")
def serve(
    db_path: Path, host: str, port: int, open_browser: bool, public: bool, full_text: bool
) -> None:
    """Read, search and query the collection in a browser, with Datasette.

    Prints the address of the start page; Ctrl-C ends it. The pages are for this machine only unless
    --host says otherwise: then everybody who reaches the address can read all stored posts.

    \b
    With --public the room can be shown to strangers, best behind a proxy with TLS:
      - the questions can be asked, SQL of one's own cannot;
      - posts are read one by one: no JSON, CSV or table holds whole texts
        (--full-text allows it);
      - Datasette's pages about itself are closed, and robots are told to stay out.
    """
    from pipelines.browse.app import datasette_app

    if full_text and not public:
        raise click.UsageError("--full-text goes with --public: without it nothing is held back")
    _bring_up_to_date(db_path)
    room = datasette_app(db_path, public=public, full_text=full_text)
    listen(room, host, port, open_browser=open_browser)


def listen(room: object, host: str, port: int, *, open_browser: bool = False) -> None:
    """Serve a reading room until Ctrl-C."""
    import socket
    import webbrowser

    import datasette.handle_exception
    import uvicorn

    # With rich installed Datasette prints all local variables, whole posts, at a wrong address.
    datasette.handle_exception.rich = None
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"cannot listen on {host}:{port}: {error.strerror}; choose another --port"
            ) from error
        listener.listen()  # so that a browser that is quicker than the server waits for it
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{listener.getsockname()[1]}/"
        click.echo(f"The reading room is open at {url} (Ctrl-C closes it)")
        if open_browser:
            webbrowser.open(url)
        config = uvicorn.Config(room.app(), log_level="warning", lifespan="on")  # type: ignore[attr-defined]
        uvicorn.Server(config).run(sockets=[listener])


def _bring_up_to_date(path: Path) -> None:
    """Let a database of an older dripfeed have the newest tables, without touching another."""
    from pipelines.store.database import open_database, read_database
    from pipelines.store.migrations import migrations

    db = read_database(path)
    pending = migrations.pending(db)
    db.close()
    if pending:
        open_database(path).close()
