class Key:
    """A key in one form, as text and in files.

    The forms are `pem`, `jwk`, `secret` for base64url, and `set`, which has no algorithm.
    """

    def __init__(self, algorithm, maker, form, private, public, folder):
        self.algorithm, self.maker, self.form = algorithm, maker, form
        self.private, self.public = private, public
        self.private_file = folder / f"{algorithm}-{maker}.{form}"
        self.public_file = folder / f"{algorithm}-{maker}.pub.{form}"
        self.private_file.write_text(private)
        self.public_file.write_text(public)

    def __str__(self):
        return f"{self.algorithm}, {self.form} of {self.maker}"
