import Band
import Foundation
import Signal
import Testing

@Suite("Sound fonts")
struct SoundFontTests {
    @Test("A missing sound font names the package to install")
    func missing() {
        let nowhere = URL(fileURLWithPath: "/nowhere")
        #expect(throws: BandError.soundFontMissing(folder: "/nowhere")) { try SoundFont.find(in: [nowhere]) }
        #expect(BandError.soundFontMissing(folder: "/nowhere").description.contains("fluid-soundfont-gm"))
    }

    @Test("Fonts are found once each: no links, no lighter edition of what is there in full")
    func find() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("fonts-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let folders = ["sf2", "sf3"].map { root.appendingPathComponent($0) }
        for folder in folders { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        for name in ["sf2/B.sf2", "sf2/readme.txt", "sf3/M_Full.sf3", "sf3/M_Lite.sf3"] {
            try Data([0]).write(to: root.appendingPathComponent(name))
        }
        for (link, target) in [("sf2/default-GM.sf2", "sf2/B.sf2"), ("sf3/M.sf3", "sf3/M_Full.sf3")] {
            try FileManager.default.createSymbolicLink(
                at: root.appendingPathComponent(link), withDestinationURL: root.appendingPathComponent(target))
        }
        try FileManager.default.createSymbolicLink(
            atPath: root.appendingPathComponent("sf2/broken.sf2").path, withDestinationPath: "/nowhere.sf2")
        #expect(try SoundFont.find(in: folders).map(\.name) == ["B", "M_Full"])
        #expect(try SoundFont.find(in: [root.appendingPathComponent("sf2/B.sf2")]).map(\.name) == ["B"])
    }
}
