import Foundation
import Sentences

extension PlainSession {
    /// Asks what the program wants to know, until it wants nothing more.
    func serveDialogs() {
        while !workstation.isFinished {
            if state.entry != nil {
                serveEntry()
            } else if let overlay = state.overlay {
                switch overlay {
                case .page(let page): serve(page)
                case .picker(let picker): serve(picker)
                case .form(let form):
                    // what it asked for is being done
                    if form.progress != nil { return }
                    serve(form)
                case .question(let question): serve(question)
                }
            } else {
                return
            }
            if hasEnded {
                workstation.dialogs.cancelEntry()
                if state.overlay != nil { cancelOverlay() }
                return
            }
        }
    }

    private func cancelOverlay() {
        switch state.overlay {
        case .picker: workstation.dialogs.closePicker()
        case .form: workstation.export.cancelForm()
        case .question: workstation.dialogs.answer(false)
        case .page, nil: workstation.dialogs.closeOverlay()
        }
    }

    private func serveEntry() {
        guard let entry = state.entry else { return }
        let now = entry.text.isEmpty ? "" : " [\(entry.text)]"
        let problem = entry.problem.map { " (\($0))" } ?? ""
        guard let line = read("\(entry.label)\(now)\(problem); . leaves it:") else { return }
        if line == "." { return workstation.dialogs.cancelEntry() }
        if !line.isEmpty {
            workstation.dialogs.editEntry { $0.text = line == "\"\"" ? "" : line }
        }
        workstation.dialogs.acceptEntry()
    }

    private func serve(_ page: Overlay.Page) {
        say(page.title)
        page.lines.forEach(say)
        workstation.dialogs.closeOverlay()
    }

    private func serve(_ picker: Overlay.Picker) {
        say("")
        say(picker.query.isEmpty ? picker.title : "\(picker.title), matching \(picker.query.quoted)")
        for (number, index) in picker.matches.enumerated() {
            let item = picker.items[index]
            let detail = item.detail.isEmpty ? "" : ", \(item.detail)"
            let reason = item.disabled.map { " (not now: \($0))" } ?? ""
            say("\(number + 1). \(item.title)\(detail)\(reason)")
        }
        say("0. Back")
        guard let line = read("Choice, or letters to search for:") else { return }
        if line.isEmpty || line == "0" { return workstation.dialogs.closePicker() }
        guard let number = Int(line) else { return search(line, picker) }
        guard picker.matches.indices.contains(number - 1) else { return say("There is no choice \(number).") }
        workstation.dialogs.movePicker(by: number - 1 - picker.cursor)
        workstation.dialogs.choosePicked()
        settle()
    }

    /// Letters narrow the list; a path of a file that is there is opened.
    private func search(_ line: String, _ picker: Overlay.Picker) {
        if case .files(let folder) = picker.kind, FuzzyMatch.ranked(line, among: picker.items.map(\.title)).isEmpty {
            workstation.songs.openTyped(line, in: folder)
            settle()
        } else {
            workstation.dialogs.setPickerQuery(line)
        }
    }

    private func serve(_ form: Overlay.Form) {
        var choices = form.fields.indices.map { index in
            let field = form.fields[index]
            let problem = field.problem.map { " (\($0))" } ?? ""
            return Choice(title: "\(field.label): \(field.value)\(problem)") { self.fill(index) }
        }
        choices.append(
            Choice(title: form.accept) {
                self.workstation.export.moveForm(by: form.fields.count - form.cursor)
                self.workstation.export.acceptForm()
                self.settle()
            })
        if !choose(form.title, choices, back: "Cancel"), !hasEnded { workstation.export.cancelForm() }
    }

    private func fill(_ index: Int) {
        guard case .form(let form) = state.overlay else { return }
        workstation.export.moveForm(by: index - form.cursor)
        let field = form.fields[index]
        guard !field.choices.isEmpty else { return workstation.export.acceptForm() }
        let choices = field.choices.enumerated().map { place, title in
            Choice(title: title) {
                let now = field.choices.firstIndex(of: field.value) ?? 0
                self.workstation.export.stepForm(by: place - now)
            }
        }
        choose(field.label, choices, back: "Back")
    }

    private func serve(_ question: Overlay.Question) {
        say(question.text)
        guard let line = read("yes (\(question.yes)) or no (\(question.no)):") else { return }
        switch line.lowercased() {
        case "y", "yes", question.yes.lowercased(): workstation.dialogs.answer(true)
        case "n", "no", "", question.no.lowercased(): workstation.dialogs.answer(false)
        default: say("Answer yes or no.")
        }
    }
}
