import Foundation

extension Colour {
    /// Red, green and blue in proportion to light, 0...1 (IEC 61966-2-1).
    var linear: SIMD3<Double> {
        func light(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return SIMD3(light(red), light(green), light(blue))
    }

    /// Relative luminance, 0...1 (WCAG 2.2).
    public var luminance: Double { (linear * SIMD3(0.2126, 0.7152, 0.0722)).sum() }

    /// Contrast of two colours, 1...21 (WCAG 2.2); 4.5 is readable text.
    public func contrast(with other: Colour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// Lightness and two opponent axes in which equal distances look equal (Ottosson 2020, "OKLab").
    public var perceptual: SIMD3<Double> {
        let light = linear
        let cones = SIMD3(
            cbrt((light * SIMD3(0.4122214708, 0.5363325363, 0.0514459929)).sum()),
            cbrt((light * SIMD3(0.2119034982, 0.6806995451, 0.1073969566)).sum()),
            cbrt((light * SIMD3(0.0883024619, 0.2817188376, 0.6299787005)).sum()))
        return SIMD3(
            (cones * SIMD3(0.2104542553, 0.7936177850, -0.0040720468)).sum(),
            (cones * SIMD3(1.9779984951, -2.4285922050, 0.4505937099)).sum(),
            (cones * SIMD3(0.0259040371, 0.7827717662, -0.8086757660)).sum())
    }

    /// How different two colours look; black and white are 1 apart.
    public func difference(from other: Colour) -> Double {
        let step = perceptual - other.perceptual
        return (step * step).sum().squareRoot()
    }
}
