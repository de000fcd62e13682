import Interface

/// One overlay of each kind.
enum SampleOverlays {
    static let all: [(String, Overlay)] = [
        ("page", .page(page)), ("commands", .picker(commands)), ("themes", .picker(themes)), ("form", .form(form)),
        ("question", .question(question)),
    ]

    static let page = Overlay.Page(
        title: "Help",
        lines: ["Playing", "  space      play or pause", "  h l        five seconds back or on", "", "Takes"]
            + (1...60).map { "  key \($0)     does thing \($0)" })

    static let commands: Overlay.Picker = {
        var picker = Overlay.Picker(
            kind: .commands, title: "Commands",
            items: [
                .init(value: "generate", title: "Generate a take", detail: "g"),
                .init(value: "again", title: "Generate it again", detail: "G"),
                .init(
                    value: "reroll", title: "Re-roll the looped bars", detail: "r",
                    disabled: "set a loop first: [ and ]"),
                .init(value: "export", title: "Export", detail: "E"),
            ])
        picker.query = "gen"
        picker.matches = [0, 1, 2]
        picker.cursor = 2
        return picker
    }()

    static let themes = Overlay.Picker(
        kind: .themes, title: "Theme",
        items: ["night", "paper", "forest", "contrast", "clarity", "tape"].map {
            .init(value: $0, title: $0, detail: "a theme")
        })

    static let form: Overlay.Form = {
        var form = Overlay.Form(
            title: "Export",
            fields: [
                .init(name: "what", label: "What", value: "mix", choices: ["mix", "stems"]),
                .init(name: "format", label: "Format", value: "WAV 24 bit", choices: ["WAV 24 bit", "FLAC"]),
                .init(name: "loudness", label: "Loudness", value: "loud"),
                .init(name: "file", label: "File", value: "/home/ada/paper-boats.wav"),
            ], accept: "Export")
        form.fields[2].problem = "write a number of LUFS, like -14, or leave it empty"
        form.cursor = 1
        return form
    }()

    static let question = Overlay.Question(
        subject: .deleteTake(3), text: "Delete take #3 \"slower build\"? Undo brings it back.", yes: "delete",
        no: "keep")
}
