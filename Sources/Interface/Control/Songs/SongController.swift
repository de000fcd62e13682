import Foundation
import Recipes
import Songs
import Terminal

/// Opens songs and lets them go, and lists what can be opened.
final class SongController: Controller {
    /// What is opened again when another song can't be.
    private var songBefore: URL?
    /// Counts requests to list folders, so that an old answer does not come over a newer one.
    private var listings = 0
    /// Whether a song is being read.
    private(set) var isReading = false
    /// What was typed meanwhile, in its order.
    private var held: [InputEvent] = []
    private static let heldAtMost = 1000

    /// Opens a vocal's song, which is made where there is none, or a song folder, in the background.
    func open(_ url: URL) {
        guard state.activeJobs.isEmpty else {
            return tell(.warning, "takes are being generated: wait for them or cancel them before opening another song")
        }
        guard state.recorder == nil else {
            return tell(.warning, "a vocal is being recorded: stop that before opening another song")
        }
        workstation.keyboard.closeKeyboard()
        let number = session.beginOpening()
        let recipe = usualRecipe
        mention("opening \(url.lastPathComponent)")
        // a song is held by one folder at a time: if it is this one that is opened again, it must be let go first
        songBefore = folder?.url ?? songBefore
        closeSong()
        read(number: number) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            return isFolder.boolValue ? try SongFolder.open(url) : try SongPlace.open(vocal: url, recipe: recipe)
        } then: { [self] in
            opened($0)
        }
    }

    /// Of the system that comes first.
    private var usualRecipe: Recipe { studio.systems.first?.defaults ?? Recipe() }

    /// - Parameter open: in the background; what comes of it is dropped when something else was opened meanwhile.
    private func read(
        number: Int, _ open: @escaping @Sendable () throws -> SongFolder,
        then take: @escaping (Result<SongFolder, any Error>) -> Void
    ) {
        isReading = true
        session.background(on: workers.reading, isOfSong: false, open) { [self] result in
            guard session.openings == number else { return }
            isReading = false
            // what was typed for a song that can't be opened is not for the one that comes back
            if case .failure = result { held = [] }
            take(result)
            if !isReading { release() }
        }
    }

    var holdsEvents: Bool { !held.isEmpty }

    /// Keeps what was typed for the song that is being read.
    func hold(_ event: InputEvent) {
        if held.count < Self.heldAtMost { held.append(event) }
    }

    private func release() {
        let events = held
        held = []
        // one of them may open another song: the rest waits for that
        for event in events { workstation.handle(event) }
    }

    private func closeSong() {
        guard folder != nil else { return }
        deck.pause()
        deck.load(nil)
        session.close(showing: Song(title: "", recipe: usualRecipe))
        workstation.songCloses()
        workstation.playback.refreshDeck()
    }

    private func opened(_ result: Result<SongFolder, any Error>) {
        switch result {
        case .success(let folder):
            songBefore = nil
            use(folder)
        case .failure(let error):
            let sentence = "\(error)"
            tell(.error, sentence)
            // the song that was open comes back
            guard let before = songBefore else { return }
            songBefore = nil
            read(number: session.openings) {
                try SongFolder.open(before)
            } then: { [self] result in
                if case .success(let folder) = result { use(folder) }
                tell(.error, sentence)
            }
        }
    }

    /// Shows a song; its sounds follow.
    func use(_ opened: SongFolder) {
        session.use(opened)
        if let notice = opened.notices.first {
            tell(
                .warning,
                opened.notices.count == 1 ? notice : "\(notice) (and \(opened.notices.count - 1) more notices)")
        } else {
            mention("\(state.song.title): saved by itself in \(opened.url.path)")
        }
        deck.seek(to: 0)
        workstation.media.readVocal()
        workstation.media.readTakes()
        workstation.guides.readGuides()
        workstation.playback.reloadLoop()
        workstation.playback.reloadClick()
        workstation.recording.recoverRecordings()
        workstation.guides.followChanges()
    }

    func renameSong() {
        workstation.dialogs.ask("title", state.song.title, in: state.focus) { [self] text in
            let title = try self.name(text, of: "a song")
            edit("song title") { $0.title = title }
        }
    }

    // MARK: Undo

    func undo() {
        guard let title = session.undo() else { return }
        workstation.media.drawReturned()
        tell(.info, "undone: \(title)")
    }

    func redo() {
        guard let title = session.redo() else { return }
        workstation.media.drawReturned()
        tell(.info, "done again: \(title)")
    }

    // MARK: Files

    /// The browser, in the folder of the song or where the program was started.
    func openFiles() {
        let place =
            state.folder?.deletingLastPathComponent() ?? URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        list(place)
    }

    /// Shows a folder once it is listed.
    func list(_ folder: URL) {
        listings += 1
        let number = listings
        session.background(on: workers.reading, isOfSong: false) {
            try FolderListing(folder)
        } then: { [self] result in
            guard number == listings else { return }
            switch result {
            case .success(let listing):
                workstation.dialogs.show(
                    .init(
                        kind: .files(folder: listing.folder.path), title: listing.folder.path, items: listing.items))
            case .failure(let error): tell(.error, "\(error)")
            }
        }
    }

    func chooseFile(_ url: URL) {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        if isFolder.boolValue, !FolderListing.isSong(url) { return list(url) }
        state.overlay = nil
        open(url)
    }

    /// A path that was typed instead of chosen.
    func openTyped(_ text: String, in folder: String) {
        let path = text.hasPrefix("/") || text.hasPrefix("~") ? text : folder + "/" + text
        guard let url = PastedPath(path).url, FileManager.default.fileExists(atPath: url.path) else {
            return tell(.warning, "nothing here is called \(text)")
        }
        chooseFile(url)
    }
}
