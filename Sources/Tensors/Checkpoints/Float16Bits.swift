/// Half precision, rounded to nearest even; Swift's `Float16` does not exist on every platform we build on.
struct Float16Bits {
    let bits: UInt16

    init(_ value: Float) {
        let pattern = value.bitPattern
        let sign = UInt16((pattern >> 16) & 0x8000)
        let magnitude = pattern & 0x7FFF_FFFF
        if magnitude >= 0x4780_0000 {  // 65536 and over, infinity, NaN
            bits = sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00)
        } else if magnitude < 0x3880_0000 {  // subnormal half: multiples of 2^-24
            let scaled = Float(bitPattern: magnitude) * 16_777_216
            bits = sign | UInt16(scaled.rounded(.toNearestOrEven))
        } else {
            let rounded = magnitude + 0x0FFF + ((magnitude >> 13) & 1)
            bits = sign | UInt16(truncatingIfNeeded: (rounded - 0x3800_0000) >> 13)
        }
    }
}
