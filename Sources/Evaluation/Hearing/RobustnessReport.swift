import AudioFiles
import Foundation
import Listener
import Signal

/// Whether one voice is heard as one song by whatever way it comes.
public struct RobustnessReport: Encodable, Sendable {
    /// What was heard at the end of one way.
    public struct Hearing: Encodable, Sendable {
        public var route: VoiceRoute
        /// Whether the voice came through; not where a program for it is missing, which says nothing of the listener.
        public var isCarried = true
        /// Beats a minute; nil where nothing was heard.
        public var tempo: Double?
        public var key: String?
        /// How sure the beats are.
        public var confidence: Double?
        /// Why nothing was heard.
        public var failure: String?
    }

    /// The voice's file.
    public var file: String
    public var hearings: [Hearing]
    /// Whether all tempi lie within 1 % of the first.
    public var isOneTempo: Bool
    public var isOneKey: Bool

    /// Relative distance of tempi that are one.
    static let tolerance = 0.01

    init(file: String, hearings: [Hearing]) {
        self.file = file
        self.hearings = hearings
        let carried = hearings.filter(\.isCarried)
        let tempi = carried.map { $0.tempo ?? 0 }
        isOneTempo = tempi.allSatisfy { abs($0 - tempi[0]) <= Self.tolerance * tempi[0] }
        isOneKey = Set(carried.map(\.key)).count <= 1
    }

    /// - Parameter routes: the first is what the others are compared with.
    /// - Throws: `AudioFileError`, what listening throws but for `ListenerError`.
    public init(
        _ file: URL, listener: any VocalListening, routes: [VoiceRoute] = VoiceRoute.allCases
    ) throws {
        let voice = try AudioReader.read(file, longest: Self.longest)
        let hearings = try routes.map { route -> Hearing in
            do {
                let heard = try listener.listen(to: route.carry(voice), constraints: .init())
                return Hearing(
                    route: route, tempo: heard.leadSheet.tempo, key: heard.leadSheet.key.description,
                    confidence: heard.leadSheet.beatConfidence)
            } catch let error as ListenerError {
                return Hearing(route: route, failure: error.description)
            } catch let error as VoiceRouteError {
                return Hearing(route: route, isCarried: false, failure: error.description)
            }
        }
        self.init(file: file.path, hearings: hearings)
    }

    /// Seconds.
    private static let longest = 900.0

    /// For a terminal, in Markdown.
    public var table: String {
        let rows = hearings.map { hearing -> [String] in
            [
                hearing.route.title, MarkdownTable.number(hearing.tempo, "%.1f"), hearing.key ?? "-",
                MarkdownTable.number(hearing.confidence), hearing.failure ?? "",
            ]
        }
        return """
            \(file): \(isOneTempo ? "one tempo" : "more than one tempo"), \(isOneKey ? "one key" : "more than one key")

            \(MarkdownTable.text(["", "BPM", "key", "confidence", ""], rows))
            """
    }
}
