import Foundation
import Songs

/// The export dialog: its fields, and what they ask for.
struct ExportForm {
    private typealias Choice = (title: String, set: @Sendable (inout ExportSettings) -> Void)

    private static let parts: [Choice] = [
        ("mix", { $0.parts = [.mix] }), ("accompaniment", { $0.parts = [.accompaniment] }),
        ("every stem", { $0.parts = [.stems] }), ("vocal", { $0.parts = [.vocal] }),
        ("mix and stems", { $0.parts = [.mix, .stems] }),
        ("everything", { $0.parts = [.mix, .accompaniment, .stems, .vocal] }),
    ]
    private static let formats: [Choice] = [
        ("WAV 24 bit", { $0.format = .wav24 }), ("WAV 16 bit", { $0.format = .wav16 }),
        ("WAV 32 bit float", { $0.format = .wavFloat }), ("FLAC 24 bit", { $0.format = .flac24 }),
        ("FLAC 16 bit", { $0.format = .flac16 }),
    ]
    private static let rates: [Choice] = [
        ("the song's", { $0.rate = .song }), ("the take's own", { $0.rate = .take }),
        ("44100 Hz", { $0.rate = .hertz(44_100) }), ("48000 Hz", { $0.rate = .hertz(48_000) }),
    ]
    private static let dithers: [Choice] = [("TPDF", { $0.isDithered = true }), ("none", { $0.isDithered = false })]
    private static let wholes = ["whole song", "loop"]
    private static let untouched = "untouched"

    /// - Parameter folder: where files go unless something else is typed.
    static func make(_ state: WorkstationState, folder: URL) -> Overlay.Form {
        func field(_ name: String, _ label: String, _ choices: [String]) -> Overlay.Form.Field {
            .init(name: name, label: label, value: choices[0], choices: choices)
        }
        let takes = state.song.lanes.compactMap(\.activeTake)
        let hasTake = !takes.isEmpty
        let hasStems = hasTake || state.song.guides.contains(where: \.isKept)
        let parts = hasStems ? parts.map(\.title) : ["mix", "vocal"]
        let name = hasTake ? takes.map(\.name).joined(separator: ", ") : "the vocal alone"
        return Overlay.Form(
            title: "Export \(name)",
            fields: [
                field("parts", "what", parts),
                field("format", "format", formats.map(\.title)),
                field("rate", "sample rate", rates.map(\.title).filter { hasTake || $0 != "the take's own" }),
                field("dither", "dither", dithers.map(\.title)),
                .init(name: "loudness", label: "LUFS", value: untouched),
                field("range", "part", state.song.loop == nil ? [wholes[0]] : wholes),
                .init(name: "folder", label: "folder", value: folder.path),
            ], accept: "Export")
    }

    let settings: ExportSettings
    let folder: URL

    /// Reads a filled form; what can't be taken is written beside its field.
    /// - Returns: nil when something can't be taken.
    init?(_ form: inout Overlay.Form, loop: Range<Double>?) {
        var settings = ExportSettings()
        for (name, choices) in [
            ("parts", Self.parts), ("format", Self.formats), ("rate", Self.rates), ("dither", Self.dithers),
        ] {
            let value = form[name]
            choices.first { $0.title == value }?.set(&settings)
        }
        let loudness = form["loudness"].trimmingCharacters(in: .whitespaces)
        if !loudness.isEmpty, loudness != Self.untouched {
            let value = Double(loudness.replacing(",", with: "."))
            guard let value, ExportSettings.loudnessRange.contains(value) else {
                form.complain("loudness", "\"\(Self.untouched)\", or a loudness of -60 to 0 LUFS, like -14")
                return nil
            }
            settings.loudness = value
        }
        if form["range"] == Self.wholes[1] { settings.range = loop }
        guard let url = PastedPath(form["folder"]).url else {
            form.complain("folder", "name a folder for the files")
            return nil
        }
        self.settings = settings
        folder = url
    }
}

extension Overlay.Form {
    /// A field's value; empty where there is no such field.
    public internal(set) subscript(name: String) -> String {
        get { fields.first { $0.name == name }?.value ?? "" }
        set { if let index = fields.firstIndex(where: { $0.name == name }) { fields[index].value = newValue } }
    }

    /// Puts a problem beside a field, and the cursor onto it.
    mutating func complain(_ name: String, _ problem: String) {
        guard let index = fields.firstIndex(where: { $0.name == name }) else { return }
        fields[index].problem = problem
        cursor = index
    }
}
