"""Polytopes of any dimension in whole numbers: cut by half-spaces, spanned by points."""
