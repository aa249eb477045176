"""WordPress with classic and block themes, Elementor, Divi, WPBakery and Beaver Builder.

Agencies for clinics (iHealthSpot, Doctor Multimedia, Advice Media, Growth99) build on it too.
Facts: the source code of default themes and plugins, and a recorded WordPress 6.1. Classes of paid
themes other than Divi were not verified.
"""

from scrapers.items import Route
from scrapers.platforms.base import Platform, body_class, of_class
from scrapers.platforms.fingerprints import Place, Signature

BODY_CLASSES = (
    "entry-content",
    "wp-block-post-content",
    "elementor-widget-theme-post-content",
    "et_pb_post_content",
    "fl-module-fl-post-content",
    "post-content",
    "td-post-content",
)
CUT_CLASSES = (
    # share buttons
    "sharedaddy",
    "addtoany_share_save_container",
    "elementor-widget-share-buttons",
    "et_social_inline",
    "heateor_sss_sharing_container",
    # other posts
    "jp-relatedposts",
    "yarpp",
    "yarpp-related",
    "related-posts",
    "wp-block-latest-posts",
    "elementor-widget-posts",
    "et_pb_blog_grid_wrapper",
    "elementor-post-navigation",
    "post-navigation",
    "nav-links",
    # author box and comments
    "author-box",
    "elementor-author-box",
    "comments-area",
    "comment-respond",
    "wp-block-comments",
    "et_pb_comments_module",
    # tables of contents
    "ez-toc-container",
    "lwptoc",
    "rank-math-toc",
)

PAGE_CLASSES = (
    "archive",
    "attachment",
    "author",
    "blog",
    "category",
    "date",
    "error404",
    "page",
    "post-type-archive",
    "search",
    "single-product",
    "tag",
)
"""Classes of the body element on pages that WordPress does not treat as posts.

Source: https://developer.wordpress.org/reference/functions/get_body_class/. Measured on WCXB's
development split: 25 of 37 pages that are not articles have them, and 45 of 345 articles;
`single-post` is on 233 articles and on nothing else.
"""

WORDPRESS = Platform(
    name="wordpress",
    signatures=(
        Signature(Place.GENERATOR, r"^WordPress\b"),
        Signature(Place.GENERATOR, r"^(Elementor|Divi|Powered by WPBakery|WooCommerce|Site Kit)\b"),
        Signature(Place.HEADER, r"^link: .*https://api\.w\.org/"),
        Signature(Place.LINK, r"^https://api\.w\.org/ "),
        Signature(Place.URL, r"/wp-(content/(themes|plugins|uploads)|includes)/"),
    ),
    routes=(Route.WORDPRESS, Route.SITEMAP, Route.FEED, Route.LISTING),
    feeds=("/feed/",),
    feed_page="paged={page}",
    listings=("/blog/",),
    listing_page="page/{page}/",
    post_path=r"^(/[\w-]+)?/\d{4}/\d{2}/(\d{2}/)?[^/]+/?$",
    post_xpath=body_class("single-post"),
    rarely_post_xpath=body_class(*PAGE_CLASSES),
    body_xpath=of_class(*BODY_CLASSES),
    cut_xpath=f"//*[@id='comments'] | {of_class(*CUT_CLASSES)}",
    docs_url="https://developer.wordpress.org/rest-api/reference/posts/",
)
