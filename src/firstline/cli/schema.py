"""`firstline schema`: the plan's JSON schema, for editors."""

import json

from firstline.plan.schema import schema as plan_schema


def schema() -> None:
    """Print the plan's JSON schema, for editors."""
    print(json.dumps(plan_schema(), ensure_ascii=False, indent=2))
