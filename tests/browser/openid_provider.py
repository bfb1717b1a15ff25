"""A small OpenID provider on this machine, which signs everybody in as `PERSON` without asking."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

PERSON = "li@example.gov.cn"
CLIENT, SECRET = "zhengmai", "a secret of the client"


class _Provider(BaseHTTPRequestHandler):
    """OpenID Connect Core 1.0, section 3.1: the authorization code flow."""

    key = RSAKey.generate_key(2048, {"kid": "1"})
    nonces: dict[str, str] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": self._host,
                    "authorization_endpoint": f"{self._host}/authorize",
                    "token_endpoint": f"{self._host}/token",
                    "jwks_uri": f"{self._host}/jwks",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        elif address.path == "/jwks":
            self._say({"keys": [self.key.as_dict(private=False, use="sig", alg="RS256")]})
        elif address.path == "/authorize":
            assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
            code = f"code{len(self.nonces)}"
            self.nonces[code] = asked["nonce"]
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        now = int(time.time())
        claims = {"iss": self._host, "aud": CLIENT, "sub": "1", "email": PERSON, "iat": now, "exp": now + 600}
        claims["nonce"] = self.nonces.pop(form["code"][0])
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        self._say({"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    @property
    def _host(self) -> str:
        return f"http://{self.headers['Host']}"

    def _say(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextmanager
def provider() -> Iterator[str]:
    """Its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Provider) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
