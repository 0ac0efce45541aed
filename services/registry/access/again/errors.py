"""What is refused when somebody is to show anew who they are."""

from shared.kit.problems import Refused


class NoContact(Refused):
    """There is no contact a code could go to: a card at the center's device, or a passkey, shows who it is."""

    code = "sign-in.no-contact"
    title = "Код отправить некуда: войдите по карточке в центре или ключом входа"
