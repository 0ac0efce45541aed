"""What the fork server imports before any service is forked from it, so that they share it in memory."""

import gc

import asyncpg  # noqa: F401 imported to be shared
import httptools  # noqa: F401 as above
import sqlalchemy.ext.asyncio  # noqa: F401 as above
import uvicorn  # noqa: F401 as above
import uvloop  # noqa: F401 as above

import shared.kit.app
import shared.kit.logs  # noqa: F401 as above

gc.collect()
# What is frozen is never looked at by the collector again, so its pages stay shared.
gc.freeze()
