"""Scrapy settings, each with its reason. `-s NAME=VALUE` overrides any of them.

Settings that are not Scrapy's own begin with DRIPFEED_.
"""

from shutil import which

from scrapers import __version__

BOT_NAME = "dripfeed"
SPIDER_MODULES = ["scrapers.spiders"]
NEWSPIDER_MODULE = "scrapers.spiders"

# -- user agent ---------------------------------------------------------------------------------
DRIPFEED_CONTACT = ""
"""E-mail address or page where a clinic can reach whoever runs the crawl. A crawl of the live web
does not start without one; the environment variable DRIPFEED_CONTACT sets it too."""
USER_AGENT = f"dripfeed/{__version__} (collects clinic blogs; +{{contact}})"
ROBOTSTXT_USER_AGENT = "dripfeed"
"""The product token that robots.txt rules are matched with (RFC 9309, 2.2.1)."""

# -- politeness ---------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1
DOWNLOAD_DELAY_JITTER = 0
"""Scrapy's default jitter of 50 % would shorten some delays to half a second."""
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_MAX_DELAY = 60
AUTOTHROTTLE_TARGET_CONCURRENCY = 0.5
"""The server is idle half of the time: AutoThrottle sets the delay to twice the latency."""
DRIPFEED_MAX_WAIT = 120
"""Longest wait in seconds for Retry-After and Crawl-delay. A host whose Retry-After is longer gets
no request before that time, not even from a later run; a longer Crawl-delay is capped.
Source: of 4,231 real robots.txt files 533 set a Crawl-delay, median 10 s, 53 above 10 s, the
largest a day (measured)."""
DRIPFEED_MAX_PAGES = 5_000
"""Page budget per clinic and run: the last resort against endless calendars."""
DRIPFEED_MAX_BYTES = 1024**3
"""Byte budget per clinic and run, decompressed: 5,000 pages of twice the median of 100 KB
(measured)."""
RETRY_TIMES = 2
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 520, 521, 522, 524]
COOKIES_ENABLED = False
HTTPERROR_ALLOW_ALL = True
"""The visit handles every status itself."""
REFERRER_POLICY = "no-referrer"

# -- safety: a response must not harm the crawl -------------------------------------------------
DRIPFEED_ALLOW_PRIVATE = False
"""True permits loopback and private IP addresses (`--allow-private`), for the demo and tests."""
TWISTED_DNS_RESOLVER = "scrapers.middlewares.guard.PublicResolver"
DOWNLOAD_HANDLERS = {
    "http": "scrapers.fetch.browser.BrowserDownloadHandler",
    "https": "scrapers.fetch.browser.BrowserDownloadHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
"""Limits the body both as sent and decompressed. Source: of 1,063 real pages the largest had
1.6 MB (measured)."""
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = True
REMOTE_CONTROL_ENABLED = False  # on by default since Scrapy 2.19: a port that executes Python
EXTENSIONS = {"scrapy.extensions.remote_control.RemoteControl": None}  # so aiohttp is not loaded
TELNETCONSOLE_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.7",
    "Accept-Encoding": "gzip, deflate, br",  # the encodings that WARC readers can decode
}

# -- middlewares and item pipelines -------------------------------------------------------------
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # Guard checks the site
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapers.middlewares.guard.Guard": 50,
    "scrapers.middlewares.robots.Robots": 100,
    "scrapers.middlewares.backoff.Backoff": 550,
    "pipelines.steps.ArchiveMiddleware": 860,  # archives the bytes before anything decodes them
    "scrapers.middlewares.pace.Pace": 890,  # last before the download, so that every request waits
}
ITEM_PIPELINES = {
    "pipelines.steps.StorePipeline": 100,
    "pipelines.steps.ExtractPipeline": 200,
    "pipelines.steps.SettlePipeline": 300,
}

# -- pages that need a browser ------------------------------------------------------------------
DRIPFEED_CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome") or ""
"""Chromium for pages that are empty without JavaScript; "" for none. It is used only if the
optional extra `dripfeed[js]` is installed."""

# -- paths and resources ------------------------------------------------------------------------
DRIPFEED_CLINICS = "data/clinics.csv"
DRIPFEED_DB = "data/dripfeed.db"
DRIPFEED_ARCHIVE = "data/archive"
DRIPFEED_VOCABULARY = ""
"""Folder of terms and cues to look for (`--vocabulary`); "" means dripfeed's own, plus the files
in data/vocabulary of the working folder."""
DRIPFEED_FULL = False
"""True fetches known pages again (`--full`)."""
DRIPFEED_LIMIT = 0
"""Pages fetched per clinic (`--limit`); 0 is no limit."""
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 2**40
"""No limit: a visit is one long callback, and its home page counts until the visit ends."""
CONCURRENT_ITEMS = 1
"""Scrapy starts this many tasks per visit, and each keeps a reference to its last page. With the
default of 100 a crawl of 200 clinics kept up to 20,000 bodies (seen: every page of 300 alive)."""
DRIPFEED_WORKERS = 0
"""Worker processes that extract pages; 0 means one per processor."""
DRIPFEED_EXTRACT_TIMEOUT = 10
"""Seconds that one page may occupy a worker. Source: of 1,063 real pages the slowest took 2.2 s,
hostile ones minutes (measured)."""
DRIPFEED_SETTLE_TIMEOUT = 30
"""Seconds that settling a clinic may occupy a worker, plus a twentieth of a second per page."""

# -- logging ------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"
"""The item pipelines drop items on purpose."""
