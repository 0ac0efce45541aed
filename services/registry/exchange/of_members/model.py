"""The words of a list of members; the first of each goes out again."""

from collections.abc import Mapping, Sequence

from shared.contracts.codes import MembershipRole

ROLES: Mapping[MembershipRole, Sequence[str]] = {
    "member": ("участник", "участница", "член", "состоит"),
    "delegate": ("делегат",),
    "organiser": ("организатор",),
    "council_member": ("член совета", "в совете"),
    "secretary": ("секретарь",),
    "treasurer": ("казначей",),
    "auditor": ("ревизор",),
    "deputy": ("заместитель председателя", "заместитель", "зам", "зам председателя"),
    "chair": ("председатель", "старший", "старшая", "старший по дому", "старшая по дому"),
}
