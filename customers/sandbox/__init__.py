"""A stand-in FlexPortal over real HTTP; it imports nothing of the product."""
