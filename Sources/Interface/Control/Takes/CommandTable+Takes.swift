extension CommandTable {
    static let takes: [Command] = [
        Command(
            "takes.down", "Next take", "Moves the cursor to the next take or job.", category: .takes,
            keys: ["down", "j"], in: .focus(.takes), isListed: false, needs: [.row]
        ) { $0.takes.moveTakesCursor(1) },
        Command(
            "takes.up", "Previous take", "Moves the cursor to the take before.", category: .takes,
            keys: ["up", "k"], in: .focus(.takes), isListed: false, needs: [.row]
        ) { $0.takes.moveTakesCursor(-1) },
        Command(
            "takes.first", "First take", "Moves the cursor to the first take.", category: .takes,
            keys: ["pgup"], in: .focus(.takes), isListed: false, needs: [.row]
        ) { $0.takes.moveTakesCursor(-$0.state.takeRowCount) },
        Command(
            "takes.last", "Last take", "Moves the cursor to the last row.", category: .takes,
            keys: ["pgdn"], in: .focus(.takes), isListed: false, needs: [.row]
        ) { $0.takes.moveTakesCursor($0.state.takeRowCount) },
        Command(
            "takes.play", "Play this take", "Plays the selected take, or pauses it; a job plays as far as it is.",
            hint: "play", category: .takes, keys: ["space"], in: .focus(.takes), needs: [.vocal, .notRecording]
        ) { $0.takes.playSelected() },
        Command(
            "takes.audition", "Listen to this take", "Switches to the selected take at the same playhead.",
            hint: "listen", category: .takes, keys: ["enter"], in: .focus(.takes), needs: [.row]
        ) { $0.takes.auditionSelected() },
        Command(
            "take.markA", "Mark as A",
            "Marks what sounds in all lanes as scene A, with this take; again takes it away.",
            hint: "A", category: .takes, keys: ["a"], needs: [.selectedTake]
        ) { $0.takes.mark(\.a) },
        Command(
            "take.markB", "Mark as B",
            "Marks what sounds in all lanes as scene B, with this take; again takes it away.",
            hint: "B", category: .takes, keys: ["b"], needs: [.selectedTake]
        ) { $0.takes.mark(\.b) },
        Command(
            "take.star", "Star", "Stars the selected take, or takes the star away.", hint: "star", category: .takes,
            keys: ["*"], needs: [.selectedTake]
        ) { $0.takes.toggleStar() },
        Command(
            "take.name", "Name the take", "Renames the selected take.", hint: "name", category: .takes, keys: ["n"],
            needs: [.selectedTake]
        ) { $0.takes.renameTake() },
        Command(
            "take.note", "Note on the take", "Writes a note on the selected take.", hint: "note", category: .takes,
            keys: ["N"], needs: [.selectedTake]
        ) { $0.takes.editNote() },
        Command(
            "take.restore", "Restore its recipe", "Takes the selected take's recipe for the next take, seed and all.",
            hint: "restore recipe", category: .takes, keys: ["y"], needs: [.selectedTake]
        ) { $0.takes.restoreRecipe() },
        Command(
            "take.duplicate", "Duplicate its recipe", "Takes the selected take's recipe with the next seed.",
            hint: "duplicate recipe", category: .takes, keys: ["d"], needs: [.selectedTake]
        ) { $0.takes.duplicateRecipe() },
        Command(
            "take.details", "Details of the take", "Shows the selected take's recipe, origin and note.",
            category: .takes, keys: ["i"], in: .focus(.takes), needs: [.selectedTake]
        ) { $0.takes.showTakeDetails() },
        Command(
            "take.delete", "Delete the take", "Asks, then takes the selected take away; undo brings it back.",
            hint: "delete", category: .takes, keys: ["x", "delete"], in: .focus(.takes), needs: [.row]
        ) { $0.takes.askToDelete() },
    ]
}
