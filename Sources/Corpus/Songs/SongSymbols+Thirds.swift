extension SongSymbols {
    /// Dotted beats in their thirds, each beat as a bar of three: how a band that knows bars of three plays compound metres.
    func inThirds() -> SongSymbols {
        var song = self
        let beats = leadSheet.beats
        var thirds: [Double] = []
        for (beat, next) in zip(beats, beats.dropFirst()) {
            thirds += [beat, beat + (next - beat) / 3, beat + (next - beat) * 2 / 3]
        }
        if let last = beats.last { thirds.append(last) }
        song.leadSheet.beats = thirds
        song.leadSheet.downbeats = Array(stride(from: 0, to: thirds.count, by: 3))
        (song.leadSheet.meter, song.leadSheet.division) = (3, 2)
        return song
    }
}
