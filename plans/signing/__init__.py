"""Files signed with a certificate: the PDF of a version goes out, its signed copy comes back."""
