"""What editors write once per language: keys that are the codes of the report's languages.

`{zh: …, en: …}` follows `languages` of duizhao.yml. A language of the report that is missing is a
finding. One that the report is not written in is read over: the glossary may serve a report in
one language and another in two, and a language that is given up for a year is not deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails

from duizhao.diagnostics import Words
from duizhao.files.written import Text
from duizhao.language import PACKS, language_of

S = TypeVar("S", bound="ByLanguage")


class ByLanguage(BaseModel):
    """Keys that are languages, beside whatever fields a model has; immutable.

    `needed` says whether every language of the report must be there, `key` what the text under a
    language's key is.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    needed: ClassVar[bool] = True
    key: ClassVar[Words] = Words("{}", "in {}")
    value: ClassVar[Mapping[str, Any]] = {"type": "string"}

    @model_validator(mode="wrap")
    @classmethod
    def _follow_the_report(
        cls: type[S], data: Any, handler: ModelWrapValidatorHandler[S], info: ValidationInfo
    ) -> S:
        languages = (info.context or {}).get("languages")
        if languages is None or not isinstance(data, dict):
            return handler(data)
        fields = _field_names(cls)
        wrong = [
            InitErrorDetails(type="extra_forbidden", loc=(key,), input=value)
            for key, value in data.items()
            if key not in fields and key not in PACKS and key not in languages
        ]
        if cls.needed:
            # A language that there is no pack for was told where it is listed.
            missing = (code for code in languages if code in PACKS and code not in data)
            wrong += [InitErrorDetails(type="missing", loc=(code,), input=data) for code in missing]
        kept = {key: data[key] for key in data if key in fields or key in languages}
        try:
            model = handler(kept)
        except ValidationError as error:
            wrong += [_again(one) for one in error.errors()]
            raise ValidationError.from_exception_data(cls.__name__, wrong) from error
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return model

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = handler.resolve_ref_schema(handler(core_schema))
        keys = {
            code: {**cls.value, "description": "\n".join(key_meaning(cls, code))} for code in PACKS
        }
        made["properties"] = {**keys, **made.get("properties", {})}
        made["additionalProperties"] = False
        return made


class Texts(ByLanguage):
    """One text in each of the report’s languages, as editors write it: `{zh: …, en: …}`.

    报告每种语言各一段文字：`{zh: …, en: …}`。
    """

    __pydantic_extra__: dict[str, Text] = Field(init=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that the text is written in."""
        return tuple(self.__pydantic_extra__)

    def of(self, language: str) -> str:
        """Return the text in `language`; the first there is where it is not written in that.

        Every language of the report is there: only messages, which are always in both Chinese
        and English, come to the first.
        """
        texts = self.__pydantic_extra__
        return texts[language] if language in texts else next(iter(texts.values()))

    @property
    def zh(self) -> str:
        """Return what a message in Chinese calls it."""
        return self.of("zh")

    @property
    def en(self) -> str:
        """Return what a message in English calls it."""
        return self.of("en")


def key_meaning(model: type[ByLanguage], code: str) -> Words:
    """Return what stands under a language's key of a model."""
    called = language_of(code).called
    return Words(model.key.zh.format(called.zh), model.key.en.format(called.en))


def keys_of(model: type[BaseModel], languages: Sequence[str]) -> list[str]:
    """Return the keys that a model knows in a report in these languages."""
    codes = list(languages) if issubclass(model, ByLanguage) else []
    return codes + [field.alias or name for name, field in model.model_fields.items()]


def _field_names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _again(error: Any) -> InitErrorDetails:
    details = InitErrorDetails(type=error["type"], loc=error["loc"], input=error["input"])
    return details | {"ctx": error["ctx"]} if "ctx" in error else details
