import AudioFiles
import Foundation

/// What a killed program leaves in a song's folder: takes between staging and their place are finished, other temporary
/// files go.
struct Leftovers {
    let layout: SongLayout

    func settle() throws {
        for name in temporaries(in: layout.takes) { try finish(layout.takes.appendingPathComponent(name)) }
        for folder in [layout.url, layout.takes, layout.guides, layout.deleted, layout.recordings] {
            for name in temporaries(in: folder) where !StagingClaim.isName(name) {
                // one that can't go now is no harm and is tried again next time
                try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
            }
        }
        // exports go on while a song is opened: only what none of them holds goes
        for folder in [layout.url, layout.exports] { StagingClaim.clear(folder) }
    }

    private func temporaries(in folder: URL) -> [String] {
        SongLayout.names(in: folder).filter { $0.hasPrefix(".backline-") && $0.hasSuffix(".tmp") }
    }

    /// Moves a staged take to its place when all of its files are there, here or in `takes/` already.
    private func finish(_ staging: URL) throws {
        for name in SongLayout.names(in: staging) where name.hasSuffix(".wav") && !name.hasPrefix(".") {
            guard let take = TakeProvenance(of: staging.appendingPathComponent(name))?.take else { continue }
            let isComplete = take.stems.allSatisfy { stem in
                SongLayout.isTakeFile(stem.file)
                    && (layout.exists(layout.kept(stem)) || layout.exists(staged(stem, staging)))
            }
            guard isComplete else { return }
            for stem in take.stems where !layout.exists(layout.kept(stem)) {
                try AtomicFile.move(staged(stem, staging), to: layout.kept(stem))
            }
        }
    }

    private func staged(_ stem: Take.Stem, _ staging: URL) -> URL {
        staging.appendingPathComponent(layout.kept(stem).lastPathComponent)
    }
}
