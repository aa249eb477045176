"""`dripfeed serve`: serve the collection with Datasette."""

from pathlib import Path

import click

from pipelines.cli.options import db_option


@click.command()
@db_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="IP address to listen on.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="0 for any free port.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the start page in a browser.")
@click.option("--public", is_flag=True, help="Restrict what visitors can do; see above.")
@click.option("--full-text", is_flag=True, help="With --public: allow downloads of whole texts.")
def serve(
    db_path: Path, host: str, port: int, open_browser: bool, public: bool, full_text: bool
) -> None:
    """Read, search and query the collection in a browser, with Datasette.

    Prints the URL of the start page; Ctrl-C stops it. Only this machine can open the pages, unless
    --host is set (0.0.0.0 for all interfaces): then everybody who can reach the host can read all
    stored posts.

    \b
    With --public the site can be opened to the internet, best behind a proxy with TLS:
      - visitors can run the prepared reports, but not their own SQL;
      - posts can be read one by one, but JSON, CSV and tables do not contain whole
        texts (--full-text allows it);
      - Datasette's internal pages are closed, and robots are asked to stay away.
    """
    from pipelines.browse.app import datasette_app

    if full_text and not public:
        raise click.UsageError("--full-text needs --public: without it nothing is restricted")
    _migrate(db_path)
    datasette = datasette_app(db_path, public=public, full_text=full_text)
    listen(datasette, host, port, open_browser=open_browser)


def listen(site: object, host: str, port: int, *, open_browser: bool = False) -> None:
    """Serve a Datasette application until Ctrl-C."""
    import socket
    import webbrowser

    import datasette.handle_exception
    import uvicorn

    # With rich installed Datasette prints all local variables, whole posts, on an error.
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
        listener.listen()  # so that a browser that is faster than the server waits for it
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{listener.getsockname()[1]}/"
        click.echo(f"The browser view is running at {url} (Ctrl-C stops it)")
        if open_browser:
            webbrowser.open(url)
        config = uvicorn.Config(site.app(), log_level="warning", lifespan="on")  # type: ignore[attr-defined]
        uvicorn.Server(config).run(sockets=[listener])


def _migrate(path: Path) -> None:
    """Migrate a database of an older dripfeed; leave any other unchanged."""
    from pipelines.store.database import open_database, read_database
    from pipelines.store.migrations import migrations

    db = read_database(path)
    pending = migrations.pending(db)
    db.close()
    if pending:
        open_database(path).close()
