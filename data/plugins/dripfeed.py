from pipelines.browse import *  # noqa: F403
