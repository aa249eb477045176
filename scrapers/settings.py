"""How the crawl behaves, each setting with its reason. `-s NAME=VALUE` overrides any of them.

Our own settings begin with DRIPFEED_.
"""

from shutil import which

from scrapers import __version__

BOT_NAME = "dripfeed"
SPIDER_MODULES = ["scrapers.spiders"]
NEWSPIDER_MODULE = "scrapers.spiders"

# -- who we are ---------------------------------------------------------------------------------
DRIPFEED_CONTACT = ""
"""Address or page by which a clinic can reach whoever runs the crawl. A live crawl refuses to
start without one; the environment variable DRIPFEED_CONTACT sets it too."""
USER_AGENT = f"dripfeed/{__version__} (collects clinic blogs; +{{contact}})"
ROBOTSTXT_USER_AGENT = "dripfeed"
"""The product token that robots.txt rules are matched with (RFC 9309, 2.2.1)."""

# -- politeness ---------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1
DOWNLOAD_DELAY_JITTER = 0
"""Scrapy's half a delay more or less would make some pauses half a second."""
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 60
AUTOTHROTTLE_TARGET_CONCURRENCY = 0.5
"""Half of the time the server is left alone: the delay is twice what it took to answer."""
DRIPFEED_MAX_WAIT = 120
"""Longest wait in seconds for a Retry-After or Crawl-delay. A host that asks with Retry-After for
more is not asked again before that time, by later runs neither; a longer Crawl-delay counts as this
one. Source: of 4,231 real robots.txt files 533 set a Crawl-delay, median 10 s, 53 above
10 s, the largest a day (measured)."""
DRIPFEED_MAX_PAGES = 5_000
"""Pages fetched per clinic and run: the backstop against endless calendars."""
DRIPFEED_MAX_BYTES = 1024**3
"""Bytes read per clinic and run, unpacked: 5,000 pages of twice the median of 100 KB (measured)."""
RETRY_TIMES = 2
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 520, 521, 522, 524]
COOKIES_ENABLED = False
HTTPERROR_ALLOW_ALL = True
"""A visit looks at every status itself."""
REFERRER_POLICY = "no-referrer"

# -- safety: what a site sends must not harm the crawl ------------------------------------------
DRIPFEED_ALLOW_PRIVATE = False
"""True permits loopback and private addresses (`--allow-private`): the demo and the tests."""
TWISTED_DNS_RESOLVER = "scrapers.middlewares.guard.PublicResolver"
DOWNLOAD_HANDLERS = {
    "http": "scrapers.fetch.browser.Browser",
    "https": "scrapers.fetch.browser.Browser",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
"""Bounds the body on the wire and unpacked. Source: of 1,063 real pages the largest had 1.6 MB
(measured)."""
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = True
REMOTE_CONTROL_ENABLED = False  # since 2.19 on by default: a port that executes Python
EXTENSIONS = {"scrapy.extensions.remote_control.RemoteControl": None}  # nor is aiohttp loaded
TELNETCONSOLE_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.7",
    "Accept-Encoding": "gzip, deflate, br",  # the encodings that WARC readers undo
}

# -- the way of a response ----------------------------------------------------------------------
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the guard knows the clinic
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapers.middlewares.guard.Guard": 50,
    "scrapers.middlewares.robots.Robots": 100,
    "scrapers.middlewares.backoff.Backoff": 550,
    "pipelines.steps.ArchiveMiddleware": 860,  # sees bytes as they came, before anything reads them
    "scrapers.middlewares.pace.Pace": 890,  # nearest to the wire: nothing else is under way
}
ITEM_PIPELINES = {
    "pipelines.steps.StorePipeline": 100,
    "pipelines.steps.ExtractPipeline": 200,
    "pipelines.steps.SettlePipeline": 300,
}

# -- pages that need a browser ------------------------------------------------------------------
DRIPFEED_CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome") or ""
"""The browser for pages that are empty without one; "" for none. It is used only where the optional
extra `dripfeed[js]` is installed."""

# -- where things lie, and how much work at once ------------------------------------------------
DRIPFEED_CLINICS = "data/clinics.csv"
DRIPFEED_DB = "data/dripfeed.db"
DRIPFEED_ARCHIVE = "data/archive"
DRIPFEED_VOCABULARY = ""
"""The folder of terms and cues to look for (`--vocabulary`); "" is dripfeed's own, and what
data/vocabulary in the working folder adds."""
DRIPFEED_FULL = False
"""True fetches again what is known (`--full`)."""
DRIPFEED_LIMIT = 0
"""Pages fetched per clinic (`--limit`); 0 is no limit."""
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 2**40
"""No bound: a visit is one long callback, and its home page counts until its end."""
CONCURRENT_ITEMS = 1
"""Scrapy starts so many tasks for each visit, and each holds the last page that it was given: with
the usual 100 a crawl of 200 clinics kept up to 20,000 bodies (seen: every page of 300 alive)."""
DRIPFEED_WORKERS = 0
"""Processes that read pages; 0 is one per processor."""
DRIPFEED_EXTRACT_TIMEOUT = 10
"""Seconds a page may keep a worker. Source: of 1,063 real pages the slowest took 2.2 s, hostile
ones minutes (measured)."""
DRIPFEED_SETTLE_TIMEOUT = 30
"""Seconds that settling a clinic may keep a worker, and a twentieth more for each page."""

# -- talk ---------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"
"""The steps take items out of the flow on purpose."""
