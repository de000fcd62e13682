import ArgumentParser
import Foundation
import Generation
import Interface
import Listener
import Playback
import Recipes
import Sentences
import Signal
import Songs
import Terminal

struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the workstation on a vocal or a song (what happens without a command).",
        discussion: """
            A vocal's song is kept in the folder NAME.backline beside it and saved by itself. Without a file, a browser \
            opens. `?` shows all keys.
            """)

    @Argument(help: ArgumentHelp("A vocal (WAV, AIFF, FLAC, OGG or MP3) or a song's folder.", valueName: "file"))
    var path: String?

    @Flag(help: "Line by line with numbered choices, for screen readers and pipes.")
    var plain = false

    @Option(help: ArgumentHelp("The ALSA device to play through.", valueName: "device"))
    var output: String?

    @Flag(help: "Load the models when they are first needed instead of right behind the first frame.")
    var lazy = false

    func run() throws {
        // a sound device or a reader that goes away is no end of the song
        signal(SIGPIPE, SIG_IGN)
        let url = try path.map(Self.existing)
        let folders = ApplicationFolders()
        let configuration = Configuration.read(folders.configuration)
        let device = output ?? configuration.output ?? SoundDevice.defaultName
        let inbox = Inbox()
        // one for all, so that nothing is heard twice
        let hearing = VocalHearing.bundled()
        let queue = GenerationQueue(systems: GenerationSystems(hearing: hearing)) { inbox.receive($0) }
        // the screen comes before everything that may print or take time
        let screen = plain ? nil : try CursesScreen(mouse: configuration.usesMouse)
        defer { screen?.close() }
        let workstation = Workstation(
            services: .init(
                deck: Transport(device: device), recorder: VocalRecorder(output: device), studio: queue,
                guide: SINGGuide(hearing: hearing)),
            configuration: configuration, folders: folders, inbox: inbox)
        workstation.suspendScreen = { screen?.suspend() }
        workstation.redrawScreen = { screen?.redraw() }
        defer { queue.stop() }
        guard let screen else { return try runPlainly(workstation, url, queue) }
        workstation.run(on: screen) {
            if let url { workstation.open(url) } else { workstation.perform("open") }
            if !lazy { queue.prepare() }
        }
    }

    private func runPlainly(_ workstation: Workstation, _ url: URL?, _ queue: GenerationQueue) throws {
        queue.prepare()
        let session = PlainSession(workstation) {
            readLine()
        } output: { line in
            // a reader that has gone away ends the session at its next question
            // one line each, whatever names hold
            try? StandardOutput.line(line.replacingOccurrences(of: "\n", with: "^J"))
        }
        guard session.run(opening: url) else { throw ExitCode(2) }
    }

    /// - Throws: `OpenError` for what is not there, before a screen opens.
    private static func existing(_ path: String) throws -> URL {
        let url = URL(fileURLWithPath: path)
        guard FileManager.default.fileExists(atPath: url.path) else { throw OpenError.nothingThere(path) }
        return url
    }
}

enum OpenError: Error, CustomStringConvertible {
    case nothingThere(String)

    var description: String {
        switch self {
        case .nothingThere(let path):
            "there is no file or folder \(path.quoted); name a vocal or a song, or see `backline --help` for the commands"
        }
    }
}
