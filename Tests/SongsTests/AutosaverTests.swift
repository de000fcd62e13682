import AudioFiles
import Foundation
import Songs
import Synchronization
import Testing

@Suite struct AutosaverTests {
    /// What was saved and reported.
    private final class Log: Sendable {
        let values = Mutex<[Int]>([])
        let reports = Mutex<[String?]>([])
        let failure = Mutex<AudioFileError?>(nil)

        var saved: [Int] { values.withLock { $0 } }
        var told: [String?] { reports.withLock { $0 } }

        func autosaver(milliseconds: Int) -> Autosaver<Int> {
            Autosaver(milliseconds: milliseconds) { value in
                if let failure = self.failure.withLock({ $0 }) { throw failure }
                self.values.withLock { $0.append(value) }
            } report: { sentence in
                self.reports.withLock { $0.append(sentence) }
            }
        }
    }

    @Test func manyChangesAreOneSave() {
        let log = Log()
        let saver = log.autosaver(milliseconds: 3_600_000)
        for value in 1...100 { saver.changed(value) }
        #expect(saver.isBehind && log.saved.isEmpty)
        #expect(saver.flush())
        #expect(log.saved == [100] && !saver.isBehind)
        saver.flush()
        #expect(log.saved == [100])
    }

    @Test func itSavesByItself() {
        let saved = DispatchSemaphore(value: 0)
        let log = Log()
        let saver = Autosaver<Int>(milliseconds: 1) { value in
            log.values.withLock { $0.append(value) }
            saved.signal()
        } report: { _ in
        }
        for value in 1...3 {
            saver.changed(value)
            #expect(saved.wait(timeout: .now() + 60) == .success)
        }
        #expect(log.saved == [1, 2, 3])
    }

    @Test func aFailureIsToldAndTheValueKept() {
        let log = Log()
        let saver = log.autosaver(milliseconds: 3_600_000)
        let url = URL(fileURLWithPath: "/song/song.json")
        log.failure.withLock { $0 = .diskFull(url) }
        saver.changed(1)
        #expect(!saver.flush())
        #expect(saver.isBehind && log.saved.isEmpty)
        #expect(log.told.count == 1 && log.told[0]?.contains("the disk is full") == true)
        saver.changed(2)
        #expect(!saver.flush())
        log.failure.withLock { $0 = nil }
        #expect(saver.flush())
        #expect(log.saved == [2])
        #expect(log.told.count == 3 && log.told[2] == nil)
        saver.changed(3)
        saver.flush()
        #expect(log.told.count == 3)
    }

    @Test func aFolderThatIsGoneIsToldInASentence() throws {
        try withFolder { root in
            let folder = try SongFolder.create(at: root.appendingPathComponent("song"), title: "Song")
            let told = Mutex<[String?]>([])
            let saver = Autosaver<Song>(milliseconds: 3_600_000) {
                try folder.save($0)
            } report: { sentence in
                told.withLock { $0.append(sentence) }
            }
            try FileManager.default.removeItem(at: folder.url)
            var song = folder.song
            song.title = "Other"
            saver.changed(song)
            #expect(!saver.flush())
            let sentence = try #require(told.withLock { $0 }.first ?? nil)
            #expect(sentence.contains("the song's folder \(folder.url.path) was removed"))
            // an empty folder of that name is not the song's
            try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
            #expect(!saver.flush())
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
        }
    }
}
