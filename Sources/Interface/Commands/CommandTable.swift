/// All commands: the one place that says what a person can do and with which keys.
public enum CommandTable {
    /// In the order of help.
    public static let all: [Command] =
        playback + view + generation + takes + lanes + recipe + leadSheet + mixer + guide + song + program + dialogs

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    public static func command(_ id: String) -> Command? { byID[id] }

    /// What is worth a hint, most useful first.
    static func hinted(_ context: CommandContext) -> [String] {
        switch context {
        case .anywhere: []
        case .focus(.timeline):
            [
                "play.toggle", "generate", "prompt", "jam", "play.back", "play.forward", "audition.next", "loop.start",
                "loop.end",
                "lane.next", "view.zoomIn", "view.zoomOut", "view.mel", "focus.next", "help", "palette", "undo",
                "export", "quit",
            ]
        case .focus(.leadSheet):
            [
                "sheet.chord", "sheet.next", "tap", "sheet.nextReading", "sheet.takeReading", "tap.downbeat",
                "sheet.lockChord", "sheet.lockAll", "sheet.hear",
                "sheet.key", "sheet.meter", "sheet.tempo", "sheet.drift", "sheet.tuning", "sheet.nudgeLater",
                "sheet.downbeat", "focus.next", "help",
                "quit",
            ]
        case .focus(.takes):
            [
                "takes.play", "takes.audition", "generate", "take.vary", "take.reroll", "jam", "take.extend",
                "take.star", "take.name",
                "take.restore", "take.delete", "take.markA", "take.markB", "audition.next", "lane.player", "lane.next",
                "lane.add",
                "job.cancel",
                "focus.next", "help", "quit",
            ]
        case .focus(.recipe):
            [
                "recipe.more", "recipe.less", "recipe.edit", "generate", "seed.next", "seed.lock", "recipe.reset",
                "focus.next", "help", "quit",
            ]
        case .focus(.mixer):
            [
                "mixer.raise", "mixer.lower", "mixer.next", "mixer.mute", "mixer.solo", "mixer.panLeft",
                "mixer.panRight", "lane.add", "lane.name", "mixer.limiter", "meters.reset", "focus.next", "help",
                "quit",
            ]
        case .page: ["page.down", "page.pageDown", "page.close"]
        case .picker: ["picker.choose", "picker.down", "picker.up", "picker.erase", "picker.close"]
        case .form: ["form.accept", "form.down", "form.nextChoice", "form.cancel"]
        case .question: ["question.yes", "question.no"]
        case .keys:
            [
                "keys.close", "keys.play", "keys.keep", "keys.replace", "keys.earlier", "keys.louder", "keys.softer",
                "keys.sustain",
                "keys.lower", "keys.higher", "keys.undo", "keys.instrument", "keys.start",
            ]
        case .entry: ["entry.complete", "entry.accept", "entry.cancel"]
        }
    }
}
