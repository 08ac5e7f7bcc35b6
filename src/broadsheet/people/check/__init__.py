"""The human check: a small sum that tells people from programs, for any form of the paper."""
