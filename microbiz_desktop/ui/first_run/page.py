"""The first run: say which business is yours, or try with the sample network."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from microbiz_desktop.domain.contacts.contacts import BusinessData, PersonData
from microbiz_desktop.domain.errors import MicrobizError
from microbiz_desktop.domain.links import Link, Screen
from microbiz_desktop.ui.forms.choice_field import ChoiceField
from microbiz_desktop.ui.forms.fields import TextField
from microbiz_desktop.ui.forms.labelled import LabelledField
from microbiz_desktop.ui.forms.more_fields import EmailField
from microbiz_desktop.ui.look.theme import theme
from microbiz_desktop.ui.records.legal_forms import form_options
from microbiz_desktop.ui.records.page_keys import add_page_keys, find_anything, nothing_to_print
from microbiz_desktop.ui.records.sample_network import bring_in_sample
from microbiz_desktop.ui.records.undo import add_undo_keys
from microbiz_desktop.ui.runtime.context import Context
from microbiz_desktop.ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from microbiz_desktop.ui.widgets.cards import Card
from microbiz_desktop.ui.widgets.labels import Label
from microbiz_desktop.ui.widgets.layouts import LEFT, SPRING, ScrollColumn, column, row, wide
from microbiz_desktop.ui.widgets.main_step import enter_acts


class FirstRunPage(QWidget):
    """One short form; the rest can wait until it is needed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.legal_name = TextField(placeholder="Fernhill Design Ltd")
        self.trading_name = TextField(placeholder="Fernhill Design")
        self.legal_form = ChoiceField("What kind of business is it?", form_options())
        self.legal_form.set_value("sole-trader")
        self.person = TextField(placeholder="Priya Raman")
        self.role = TextField(placeholder="director")
        self.email = EmailField(placeholder="hello@fernhill.example")
        #: The odd address that has been said.
        self._told = ""
        self.start = PrimaryButton("Start", act=self.begin)
        self.sample = SecondaryButton("Try with a sample network", act=self.try_sample)
        self.restore = LinkButton("Bring everything from another computer")
        self.restore.clicked.connect(lambda: context.go(Link(Screen.SETTINGS, 0, "restore")))
        self._lay_out()
        add_undo_keys(self, context)
        add_page_keys(
            self,
            find=find_anything(context),
            new=self.opened,
            printing=nothing_to_print(context),
        )

    def opened(self) -> None:
        """Put the keyboard into the first field."""
        self.legal_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Keep the business and go to Home; an address that looks odd is said once before."""
        odd = self.email.value() if self.email.problem() else ""
        if odd and odd != self._told:
            self._told = odd
            self.email_block.check()
            self.email.setFocus()
            return
        person = self.person.value()
        people = (
            (PersonData(person, self.role.value(), may_sign=True, contact=True),) if person else ()
        )
        try:
            self._context.services.businesses.save(
                BusinessData(
                    own=True,
                    legal_name=self.legal_name.value() or self.trading_name.value(),
                    trading_name=self.trading_name.value(),
                    legal_form=self.legal_form.value() or "other",
                    email=self.email.value(),
                    people=people,
                )
            )
        except MicrobizError as error:
            self.name_block.set_problem(error.sentence())
            self.legal_name.setFocus()
            return
        self._context.go(Link(Screen.HOME))

    def try_sample(self) -> None:
        """Bring in the sample network and go to Home; it can be removed there."""
        bring_in_sample(self._context)
        self._context.go(Link(Screen.HOME))

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return QSize(theme().px(420), theme().px(400))

    def _lay_out(self) -> None:
        area = ScrollColumn(max_width=560, margin=32, gap=20, centred=True)
        area.add(Label("Welcome to Microbiz Desktop", "greeting", wrap=True))
        words = (
            "Team up for one piece of work, write the terms down in plain words, see that "
            "everybody understands and agrees, and keep a PDF that anyone can check. "
            "Everything stays on this computer."
        )
        area.add(Label(words, "body", "text_2", wrap=True), self._form())
        other = Card("Only looking?")
        words = (
            "A dozen invented businesses with projects and agreements to try everything. Removable."
        )
        other.add(Label(words, "form", "text_2", wrap=True))
        other.column.addLayout(row(self.sample, SPRING, self.restore))
        area.add(other)
        row(area, of=self)

    def _form(self) -> Card:
        card = Card("Your business")
        enter_acts(card, self.begin)
        self.name_block = LabelledField(
            "Legal name", self.legal_name, help_text="Your own name, if you are a sole trader."
        )
        card.add(self.name_block)
        card.column.addLayout(
            row(
                wide(LabelledField("Who signs for it?", self.person, optional=True)),
                wide(LabelledField("As what?", self.role, optional=True)),
                gap=16,
            )
        )
        trading = LabelledField(
            "Trading name", self.trading_name, optional=True, help_text="The name people know."
        )
        card.add(trading)
        card.add(LabelledField("What kind of business is it?", self.legal_form))
        self.email_block = LabelledField("E-mail for notices", self.email, optional=True)
        card.add(self.email_block)
        card.column.addLayout(column((self.start, 0, LEFT), pad=(0, 8, 0, 0)))
        return card
