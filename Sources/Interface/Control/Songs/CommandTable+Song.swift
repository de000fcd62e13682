extension CommandTable {
    static let song: [Command] = [
        Command(
            "open", "Open", "Lists sound files and songs to open.", hint: "open", category: .song, keys: ["o"],
            needs: [.notRecording]
        ) { $0.songs.openFiles() },
        Command(
            "record", "Record a vocal", "Records a vocal with count-in from the sound card; again ends it.",
            hint: "record", category: .song, keys: ["R"]
        ) { $0.recording.toggleRecording() },
        Command(
            "export", "Export", "Asks what to export, and writes it in the background.", hint: "export",
            category: .song, keys: ["e"], needs: [.vocal]
        ) { $0.export.openExport() },
        Command(
            "undo", "Undo", "Takes the last change of the song back.", hint: "undo", category: .song, keys: ["u"],
            needs: [.undo]
        ) { $0.songs.undo() },
        Command(
            "redo", "Redo", "Makes the change again that was taken back.", hint: "redo", category: .song,
            keys: ["ctrl-r"], needs: [.redo]
        ) { $0.songs.redo() },
        Command(
            "song.name", "Rename the song", "Types the song's title.", category: .song, needs: [.song]
        ) { $0.songs.renameSong() },
    ]

    static let program: [Command] = [
        Command(
            "help", "All keys", "Shows all commands with their keys.", hint: "help", category: .program,
            keys: ["?", "f1"]
        ) { $0.dialogs.showHelp() },
        Command(
            "messages", "Messages", "Shows the last hundred messages, the newest at the end.", category: .program,
            keys: ["alt-m"]
        ) { $0.dialogs.showMessages() },
        Command(
            "palette", "Find a command", "Lists all commands; typing narrows.", hint: "commands", category: .program,
            keys: [":"], isListed: false
        ) { $0.dialogs.openPalette() },
        Command(
            "output", "Choose the sound output", "Lists sound devices to play through.", category: .program,
            keys: ["f4"]
        ) { $0.choices.openOutputs() },
        Command(
            "input", "Choose the sound input", "Lists sound devices to record from.", category: .program, keys: ["f5"]
        ) { $0.recording.openInputs() },
        Command(
            "dismiss", "Dismiss",
            "Takes away the message or what was tapped; in the lead sheet, goes back to the first reading.",
            category: .program, keys: ["escape"],
            isListed: false
        ) { $0.dismiss() },
        Command(
            "redraw", "Draw anew", "Draws the whole screen anew.", category: .program, keys: ["ctrl-l"],
            isListed: false
        ) { $0.view.redraw() },
        Command(
            "suspend", "To the shell", "Leaves the program waiting in the background; fg comes back.",
            category: .program, keys: ["ctrl-z"], isListed: false
        ) { $0.view.suspend() },
        Command(
            "quit", "Quit", "Ends the program; asks first when takes are being generated.", hint: "quit",
            category: .program, keys: ["q", "ctrl-c"]
        ) { $0.dialogs.quit() },
    ]
}
