/// Fills that kits share; a beat is four characters.
extension StyleSheet {
    /// Snare and toms.
    static let tomFills: [DrumPattern] = [
        [.snare: "x.xx"],
        [.snare: "xx..", .highTom: "..x.", .lowTom: "...x", .kick: "x..."],
        [.snare: "x.xx....", .highTom: "....xx..", .lowTom: "......xx", .kick: "x...x..."],
        [.snare: "xxxx....", .highTom: "....x.x.", .floorTom: ".....x.x", .kick: "x...x..."],
        [.snare: "X...x.xx", .midTom: "....x.x.", .kick: "..x....x"],
        [
            .snare: "x..x..x.xxxx....", .highTom: "............xx..", .floorTom: "..............xx",
            .kick: "x...x...x...x...",
        ],
        [.snare: "xxxx........", .highTom: "....xxxx....", .floorTom: "........xxxx", .kick: "x...x...x..."],
    ]

    /// A few soft strokes.
    static let softFills: [DrumPattern] = [
        [.snare: "..oo"],
        [.sideStick: "x.x."],
        [.snare: "..o.x.oo"],
        [.highTom: "x...", .lowTom: "..x.", .floorTom: "...."],
        [.highTom: "x.x.....", .lowTom: "....x.x.", .kick: "x......."],
    ]

    /// Rolls and claps of machines.
    static let machineFills: [DrumPattern] = [
        [.snare: "x.xx", .clap: "...x"],
        [.snare: "x.x.xxxx", .kick: "x...x..."],
        [.clap: "x...x.xx", .kick: "x.......", .openHat: "..x....."],
        [.highTom: "x.xx....", .lowTom: "....x.xx", .kick: "x...x..."],
        [.snare: "x...x...x.x.xxxx", .kick: "x...x...x...x..."],
    ]

    /// Strokes that lie on swung eighths and triplets' places.
    static let swungFills: [DrumPattern] = [
        [.snare: "x.x."],
        [.snare: "x.x.x...", .kick: "......x."],
        [.snare: "x.o.....", .highTom: "....x.x.", .kick: "..x....."],
        [.snare: "x...x.x.", .floorTom: "..x.....", .ride: "x...x..."],
    ]
}
