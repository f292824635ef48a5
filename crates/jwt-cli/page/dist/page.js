// The front end of this page is not built.
