"""What strangers may try: each ends in a clear refusal or a closed connection, and others are served meanwhile."""
