"""WebAuthn as we want it: the device checks the person (finger or PIN), the browser the site, we the answer."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from services.registry.access.accounts.model import Account
from services.registry.access.challenges.model import Challenge
from services.registry.access.passkeys.errors import PasskeyRefused
from services.registry.access.passkeys.model import Passkey, Site

if TYPE_CHECKING:  # 5 MB, so that only a process in which somebody uses a key imports them
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.registration.verify_registration_response import VerifiedRegistration

Json = Mapping[str, Any]  # Any: JSON
_NAME = "Соседи"
_MINUTE = 60_000


def options_to_make(site: Site, account: Account, known: Sequence[Passkey], challenge: Challenge) -> Json:
    """What the browser makes a new key by; a device that has one for this account makes no second."""
    import webauthn  # when somebody uses a key, as said above
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=site.name,
        rp_name=_NAME,
        user_id=account.id.bytes,
        user_name=account.contact,
        user_display_name=account.name,
        challenge=challenge.secret.encode(),
        timeout=_MINUTE,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=one.credential_id) for one in known],
    )
    return _json(webauthn.options_to_json(options))


def options_to_show(site: Site, challenge: Challenge) -> Json:
    """What the browser asks any key of this site by: nobody has to say first who they are."""
    import webauthn  # as above

    options = webauthn.generate_authentication_options(
        rp_id=site.name,
        challenge=challenge.secret.encode(),
        timeout=_MINUTE,
        user_verification=webauthn.helpers.structs.UserVerificationRequirement.REQUIRED,
    )
    return _json(webauthn.options_to_json(options))


def verify_made(site: Site, challenge: Challenge, credential: Json) -> "VerifiedRegistration":
    """Raises PasskeyRefused."""
    import webauthn  # as above
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return webauthn.verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge.secret.encode(),
            expected_rp_id=site.name,
            expected_origin=list(site.origins),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error


def verify_shown(
    site: Site, challenge: Challenge, credential: Json, passkey: Passkey
) -> "VerifiedAuthentication":
    """Raises PasskeyRefused, also for a counter that has not grown: the key was copied."""
    import webauthn  # as above
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return webauthn.verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge.secret.encode(),
            expected_rp_id=site.name,
            expected_origin=list(site.origins),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error


def credential_id(credential: Json) -> bytes:
    """Which key has answered; raises PasskeyRefused where the answer is none."""
    from webauthn.helpers import base64url_to_bytes  # as above

    try:
        return base64url_to_bytes(str(credential["rawId"]))
    except (KeyError, ValueError) as error:
        raise PasskeyRefused from error


def transports(credential: Json) -> list[str]:
    """How the device can be reached, as far as the browser says so."""
    response = credential.get("response")
    said = response.get("transports", []) if isinstance(response, dict) else []
    return [str(one)[:20] for one in said[:6]] if isinstance(said, list) else []


def _json(text: str) -> Json:
    read: Json = json.loads(text)
    return read
