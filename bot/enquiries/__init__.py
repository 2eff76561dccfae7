"""From a draft to a reply of staff."""
