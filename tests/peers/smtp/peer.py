"""A mail server for tests, on a free loopback port (aiosmtpd).

Prints "port N", then one JSON line per message it has taken: {"from", "to", "mail"}. Runs until
it is killed (hold.sh does that).

  --answers 451,250      how the first messages are answered after DATA; then 250
  --refuse-receiver 550  how every receiver is answered
  --tls starttls|tls --cert FILE --key FILE
  --login USER:PASSWORD  log-in is needed
"""
import argparse
import json
import signal
import ssl

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Mailbox:
    def __init__(self, answers, refuse_receiver):
        self.answers = answers
        self.refuse_receiver = refuse_receiver

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse_receiver:
            return f"{self.refuse_receiver} {address} is not here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        code = self.answers.pop(0) if self.answers else "250"
        if code != "250":
            return f"{code} not now, {envelope.rcpt_tos[0]}"
        taken = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "mail": envelope.content.decode("utf-8", "replace"),
        }
        print(json.dumps(taken), flush=True)
        return "250 2.0.0 Ok: queued as 4F2A"


def authenticator(login):
    user, _, password = login.partition(":")

    def check(server, session, envelope, mechanism, data):
        right = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=False)

    return check


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--answers", default="")
    options.add_argument("--refuse-receiver")
    options.add_argument("--tls", choices=["starttls", "tls"])
    options.add_argument("--cert")
    options.add_argument("--key")
    options.add_argument("--login")
    options = options.parse_args()

    settings = {}
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
        if options.tls == "tls":
            settings["ssl_context"] = context
        else:
            settings.update(tls_context=context, require_starttls=True)
    if options.login:
        # auth_require_tls stays on for STARTTLS; with TLS from the first byte aiosmtpd does not know it is safe.
        settings.update(authenticator=authenticator(options.login), auth_required=True)
        settings.update(auth_require_tls=options.tls == "starttls")

    handler = Mailbox([code for code in options.answers.split(",") if code], options.refuse_receiver)
    controller = LoopbackController(handler, hostname="127.0.0.1", port=0, **settings)
    controller.start()
    print("port", controller.server.sockets[0].getsockname()[1], flush=True)
    signal.pause()


class LoopbackController(Controller):
    """aiosmtpd connects to itself to see that it runs, by the port it was given; ours is only known afterwards."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


main()
