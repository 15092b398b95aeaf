"""Small numbers: what a pack exposes, what it hides in vain, and hiding under a policy that can be proved."""


