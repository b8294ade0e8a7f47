"""The settings of the project with the crash test's application."""

from rochdale.config.settings import *  # noqa: F403
from rochdale.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.base.killed"]
