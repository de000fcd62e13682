extension CommandTable {
    static let dialogs: [Command] = pageCommands + pickerCommands + formCommands + questionCommands + entryCommands

    private static func command(
        _ id: String, _ title: String, _ help: String, hint: String? = nil, keys: [String], in context: CommandContext,
        needs: [Requirement] = [], action: @escaping @Sendable (Workstation) -> Void
    ) -> Command {
        Command(
            id, title, help, hint: hint, category: .dialogs, keys: keys, in: context, isListed: false, needs: needs,
            action: action)
    }

    private static let pageCommands = [
        command("page.up", "Up", "Scrolls a text by a line.", keys: ["up", "k"], in: .page) {
            $0.dialogs.scrollPage(by: -1)
        },
        command("page.down", "Down", "Scrolls a text by a line.", hint: "scroll", keys: ["down", "j"], in: .page) {
            $0.dialogs.scrollPage(by: 1)
        },
        command("page.pageUp", "Page up", "Scrolls a text by a page.", keys: ["pgup", "b"], in: .page) {
            $0.dialogs.scrollPage(by: -$0.dialogs.pageRows)
        },
        command(
            "page.pageDown", "Page down", "Scrolls a text by a page.", hint: "page", keys: ["pgdn", "space"], in: .page
        ) { $0.dialogs.scrollPage(by: $0.dialogs.pageRows) },
        command("page.top", "Top", "Goes to a text's beginning.", keys: ["home", "g"], in: .page) {
            $0.dialogs.scrollPage(by: -Int(Int32.max))
        },
        command("page.bottom", "Bottom", "Goes to a text's end.", keys: ["end", "G"], in: .page) {
            $0.dialogs.scrollPage(by: Int(Int32.max))
        },
        command(
            "page.close", "Close", "Closes a text.", hint: "close", keys: ["escape", "q", "enter", "?"], in: .page
        ) { $0.dialogs.closeOverlay() },
    ]

    private static let pickerCommands = [
        command(
            "picker.up", "Up", "Moves the cursor up in a list.", hint: "up", keys: ["up", "ctrl-p"], in: .picker
        ) { $0.dialogs.movePicker(by: -1) },
        command(
            "picker.down", "Down", "Moves the cursor down in a list.", hint: "down", keys: ["down", "ctrl-n"],
            in: .picker
        ) { $0.dialogs.movePicker(by: 1) },
        command("picker.pageUp", "Page up", "Moves the cursor up by a page.", keys: ["pgup"], in: .picker) {
            $0.dialogs.movePicker(by: -$0.dialogs.pageRows)
        },
        command("picker.pageDown", "Page down", "Moves the cursor down by a page.", keys: ["pgdn"], in: .picker) {
            $0.dialogs.movePicker(by: $0.dialogs.pageRows)
        },
        command(
            "picker.choose", "Choose", "Takes what the cursor is on.", hint: "choose", keys: ["enter"], in: .picker
        ) { $0.dialogs.choosePicked() },
        command(
            "picker.erase", "Erase", "Erases a letter of the search; without one, goes to the folder above.",
            hint: "back", keys: ["backspace"], in: .picker
        ) { $0.dialogs.erasePickerQuery() },
        command(
            "picker.clear", "Clear", "Erases the search.", keys: ["ctrl-u"], in: .picker
        ) { $0.dialogs.setPickerQuery("") },
        command(
            "picker.close", "Close", "Closes a list without choosing.", hint: "close", keys: ["escape"], in: .picker
        ) { $0.dialogs.closePicker() },
    ]

    private static let formCommands = [
        command(
            "form.up", "Up", "Moves to the field before.", keys: ["up", "shift-tab"], in: .form
        ) { $0.export.moveForm(by: -1) },
        command(
            "form.down", "Down", "Moves to the next field.", hint: "next field", keys: ["down", "tab"], in: .form
        ) { $0.export.moveForm(by: 1) },
        command(
            "form.previousChoice", "Previous choice", "Takes the choice before.", keys: ["left"], in: .form
        ) { $0.export.stepForm(by: -1) },
        command(
            "form.nextChoice", "Next choice", "Takes the next choice.", hint: "change", keys: ["right", "space"],
            in: .form
        ) { $0.export.stepForm(by: 1) },
        command(
            "form.accept", "Accept", "Types into a field; on the last row, does what the form is for.",
            hint: "accept", keys: ["enter"], in: .form
        ) { $0.export.acceptForm() },
        command(
            "form.cancel", "Cancel", "Closes a form; what it has begun is cancelled.", hint: "cancel",
            keys: ["escape"], in: .form
        ) { $0.export.cancelForm() },
    ]

    private static let questionCommands = [
        command("question.yes", "Yes", "Answers yes.", hint: "yes", keys: ["y", "enter"], in: .question) {
            $0.dialogs.answer(true)
        },
        command("question.no", "No", "Answers no.", hint: "no", keys: ["n", "escape", "q"], in: .question) {
            $0.dialogs.answer(false)
        },
    ]

    private static let entryCommands = [
        command("entry.accept", "Accept", "Takes what was typed.", hint: "accept", keys: ["enter"], in: .entry) {
            $0.dialogs.acceptEntry()
        },
        command("entry.cancel", "Cancel", "Leaves everything as it was.", hint: "cancel", keys: ["escape"], in: .entry)
        {
            $0.dialogs.cancelEntry()
        },
        command(
            "entry.complete", "Complete", "Completes the word before the cursor; again takes the next one.",
            hint: "complete", keys: ["tab"], in: .entry, needs: [.completions]
        ) { $0.dialogs.editEntry { $0.complete() } },
        command("entry.left", "Left", "Moves the cursor a letter left.", keys: ["left", "ctrl-b"], in: .entry) {
            $0.dialogs.editEntry { $0.move(-1) }
        },
        command("entry.right", "Right", "Moves the cursor a letter right.", keys: ["right", "ctrl-f"], in: .entry) {
            $0.dialogs.editEntry { $0.move(1) }
        },
        command("entry.start", "Start", "Moves the cursor to the start.", keys: ["home", "ctrl-a"], in: .entry) {
            $0.dialogs.editEntry { $0.move(-$0.text.count) }
        },
        command("entry.end", "End", "Moves the cursor to the end.", keys: ["end", "ctrl-e"], in: .entry) {
            $0.dialogs.editEntry { $0.move($0.text.count) }
        },
        command("entry.erase", "Erase", "Erases the letter before the cursor.", keys: ["backspace"], in: .entry) {
            $0.dialogs.editEntry { $0.erase() }
        },
        command("entry.delete", "Delete", "Erases the letter at the cursor.", keys: ["delete", "ctrl-d"], in: .entry) {
            $0.dialogs.editEntry { $0.delete() }
        },
        command("entry.eraseWord", "Erase a word", "Erases the word before the cursor.", keys: ["ctrl-w"], in: .entry) {
            $0.dialogs.editEntry { $0.eraseWord() }
        },
        command(
            "entry.eraseLine", "Erase all", "Erases all before the cursor.", keys: ["ctrl-u"], in: .entry
        ) { $0.dialogs.editEntry { $0.eraseLine() } },
    ]
}
