"""Takes exact images by PyAV, each from opening the file, and tells how long each took.

Arguments: the input, width and height. Requests and replies are JSON, one a line.
"""

import json
import sys
import time

import av


def take(path, at, width, height):
    """The frame on screen at a time, scaled, as RGB."""
    with av.open(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        container.seek(int(at / stream.time_base), stream=stream)
        length = float(1 / stream.average_rate)
        for frame in container.decode(stream):
            if frame.time + length > at:
                return frame.reformat(width, height, "rgb24")
    raise ValueError(f"no frame at {at}")


def save(image, path):
    """Writes it as a PPM, whose rows have no padding."""
    plane = image.planes[0]
    data = bytes(plane)
    row = 3 * image.width
    with open(path, "wb") as file:
        file.write(b"P6 %d %d 255\n" % (image.width, image.height))
        for start in range(0, plane.line_size * image.height, plane.line_size):
            file.write(data[start : start + row])


def main():
    path, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for line in sys.stdin:
        request = json.loads(line)
        takes = []
        cpu = time.process_time()
        for number, at in enumerate(request["times"]):
            start = time.perf_counter()
            image = take(path, at, width, height)
            takes.append({"wall": time.perf_counter() - start, "shownAt": image.time})
            if request["folder"]:
                save(image, f"{request['folder']}/{number}.ppm")
        print(json.dumps({"cpu": time.process_time() - cpu, "takes": takes}), flush=True)


main()
