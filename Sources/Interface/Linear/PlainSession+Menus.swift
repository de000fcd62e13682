import Foundation
import Recipes
import Sentences
import Songs
import Terminal

extension PlainSession {
    /// A numbered choice.
    struct Choice {
        var title: String
        var action: () -> Void
    }

    /// Shows choices and does one. 0 or an empty line goes back.
    /// - Parameter other: gets what is no number; says whether it made sense of it.
    /// - Returns: false when the person goes back or the input has ended.
    @discardableResult
    func choose(_ title: String, _ choices: [Choice], back: String, other: (String) -> Bool = { _ in false }) -> Bool {
        say("")
        say(title)
        for (index, choice) in choices.enumerated() { say("\(index + 1). \(choice.title)") }
        say("0. \(back)")
        guard let line = read("Choice:") else { return false }
        if line.isEmpty || line == "0" { return false }
        if let number = Int(line) {
            guard choices.indices.contains(number - 1) else {
                say("There is no choice \(number).")
                return true
            }
            choices[number - 1].action()
            return true
        }
        if !other(line), !runNamed(line) { say("\(line.quoted) is no choice.\(suggestion(line))") }
        return true
    }

    private func suggestion(_ line: String) -> String {
        closestName(to: line, among: CommandTable.all.filter(\.isListed).map(\.id)).map { " Did you mean \($0)?" } ?? ""
    }

    /// A command by its name.
    private func runNamed(_ name: String) -> Bool {
        switch name.lowercased() {
        case "wait": finishJobs()
        case "status": status()
        case "takes": takesMenu()
        case "recipe": recipeMenu()
        default:
            guard let command = CommandTable.command(name), command.isListed else { return false }
            run(command)
        }
        return true
    }

    /// Does a command and asks what it asks.
    func run(_ command: Command) {
        // the message that says why not is told as it comes
        guard workstation.perform(command) == nil else { return }
        if state.keyboard != nil {
            workstation.keyboard.closeKeyboard()
            return say("Piano keys need the screen: start without --plain.")
        }
        serveDialogs()
        if !workstation.isFinished { settle() }
        serveDialogs()
    }

    func run(_ id: String) {
        guard let command = CommandTable.command(id) else { preconditionFailure("there is no command \(id)") }
        run(command)
    }

    private func choice(_ id: String) -> Choice {
        guard let command = CommandTable.command(id) else { preconditionFailure("there is no command \(id)") }
        let reason = command.disabledReason(state).map { " (not now: \($0))" } ?? ""
        return Choice(title: command.title + reason) { self.run(command) }
    }

    private func choices(_ category: Command.Category) -> [Choice] {
        CommandTable.all.filter { $0.category == category && $0.isListed }.map { choice($0.id) }
    }

    func mainMenu() {
        guard state.folder != nil else { return startMenu() }
        let undo = state.undoTitle.map { "Undo \($0)" }
        let redo = state.redoTitle.map { "Redo \($0)" }
        var choices = [
            choice("generate"), Choice(title: "Takes (\(state.song.takes.count))", action: takesMenu),
            Choice(title: "Listen to another take or the vocal", action: listenMenu), choice("play.toggle"),
            Choice(title: "Recipe", action: recipeMenu), Choice(title: "Lead sheet", action: sheetMenu),
            Choice(title: "Mixer", action: mixerMenu), choice("export"), choice("undo"), choice("redo"),
            Choice(title: "Wait until takes are finished", action: finishJobs),
            Choice(title: "How things stand", action: status), Choice(title: "All commands", action: commandsMenu),
            choice("open"), choice("record"),
            Choice(title: "Lanes (\(state.song.accompaniment.count))", action: lanesMenu),
        ]
        if let undo { choices[8].title = undo }
        if let redo { choices[9].title = redo }
        if !choose(state.song.title, choices, back: "Quit"), !hasEnded { run("quit") }
    }

    private func startMenu() {
        let choices = [choice("open"), choice("record"), Choice(title: "All commands", action: commandsMenu)]
        let isChosen = choose("No song is open. A line may also be the path of a file.", choices, back: "Quit") {
            line in
            guard let url = PastedPath(line).url, FileManager.default.fileExists(atPath: url.path) else { return false }
            workstation.songs.open(url)
            settle()
            return true
        }
        if !isChosen, !hasEnded { run("quit") }
    }

    private func commandsMenu() {
        choose("All commands", CommandTable.all.filter(\.isListed).map { choice($0.id) }, back: "Back")
    }

    // MARK: Takes

    private func takesMenu() {
        let rows = state.song.takes.map(PlainText.take) + state.laneJobs.map(PlainText.job)
        guard !rows.isEmpty else { return say("There are no takes yet.") }
        let choices = rows.enumerated().map { row, title in
            Choice(title: title) {
                self.workstation.state.takesCursor = row
                self.takeMenu(row)
            }
        }
        choose("Takes", choices, back: "Back")
    }

    private func takeMenu(_ row: Int) {
        let title = state.selectedTake?.name ?? state.selectedJob?.name ?? "Take"
        let extra = ["take.vary", "take.reroll", "take.extend", "take.intro", "take.fill", "job.cancel"].map(choice)
        choose(title, choices(.takes) + extra, back: "Back")
    }

    private func listenMenu() {
        let auditions = [Audition.vocal] + state.song.takes.map { .take($0.id) }
        let choices = auditions.map { audition in
            let name = if case .take(let id) = audition { state.song[take: id]?.name ?? "" } else { "The vocal alone" }
            return Choice(title: name + (audition == state.song.audition ? " (now)" : "")) {
                self.workstation.takes.audition(audition)
                self.settle()
                self.say("Now: \(name)")
            }
        }
        choose("Listen to", choices, back: "Back")
    }

    // MARK: Recipe

    private func recipeMenu() {
        repeat {
            let values = state.parameters.map { parameter in
                Choice(title: PlainText.recipe(parameter, self.state)) { self.setRecipe(parameter) }
            }
            let commands = ["seed.next", "seed.lock", "seed.history", "recipe.resetAll"].map(choice)
            if !choose("Recipe", values + commands, back: "Back") { return }
        } while !hasEnded
    }

    private func setRecipe(_ parameter: Parameter) {
        workstation.state.recipeCursor = parameter.id
        run("recipe.edit")
        if state.entry == nil { say(PlainText.recipe(parameter, state)) }
    }

    // MARK: Lead sheet

    private func sheetMenu() {
        guard let sheet = state.song.sheet else {
            say(state.isHearing ? "The vocal is still being listened to." : "There is no lead sheet yet.")
            return
        }
        say(PlainText.sheet(sheet))
        let bars = sheet.bars.enumerated().map { index, bar in
            Choice(title: "Bar \(index + 1): \(sheet.chordText(bar: bar))") {
                self.workstation.state.sheetCursor = bar.lowerBound
                self.barMenu(index)
            }
        }
        choose("Lead sheet: a bar to change", bars + choices(.leadSheet), back: "Back")
    }

    private func barMenu(_ bar: Int) {
        let ids = ["sheet.chord", "sheet.noChord", "sheet.lockChord", "sheet.downbeat", "sheet.seek"]
        choose("Bar \(bar + 1)", ids.map(choice), back: "Back")
    }

    // MARK: Lanes

    private func lanesMenu() {
        let lanes = state.song.accompaniment.map { lane in
            Choice(title: PlainText.lane(lane, self.state)) {
                self.workstation.lanes.select(lane: lane.id)
                self.settle()
                self.choose(lane.name, self.choices(.lanes), back: "Back")
            }
        }
        choose("Lanes", lanes + ["lane.player", "lane.band", "lane.add"].map(choice), back: "Back")
    }

    // MARK: Mixer

    private func mixerMenu() {
        let strips = state.mixerTargets.enumerated().map { index, target in
            Choice(title: PlainText.strip(target, self.state)) {
                self.workstation.state.mixerCursor = index
                self.choose(self.state.name(of: target), self.choices(.mixer), back: "Back")
            }
        }
        choose("Mixer", strips, back: "Back")
    }

    func status() {
        for line in PlainText.status(state) { say(line) }
    }
}
