"""The sites that sample records come from; every name on them is invented."""

from builders.batches import Site

X = Site("https://x.com/{user}/status/{x_id}", 45, "x", "user_{user}")
TWITTER = Site("https://twitter.com/{user}/status/{x_id}", 45, "x", "user_{user}")
NITTER = Site("https://nitter.net/{user}/status/{x_id}", 45, None, "user_{user}")
REDDIT = Site("https://www.reddit.com/r/example/comments/{number:x}", 140, "reddit", "user_{user}")
LINKEDIN = Site(
    "https://www.linkedin.com/posts/{user}_activity-{linkedin_id}", 160, "linkedin", "user_{user}"
)
FACEBOOK = Site("https://www.facebook.com/{user}/posts/{number}", 90, "facebook", "user_{user}")
INSTAGRAM = Site("https://www.instagram.com/p/{instagram_code}", 35, "instagram", "user_{user}")
YOUTUBE = Site("https://www.youtube.com/watch?v=example{number:04x}", 900, "youtube", "user_{user}")
GITHUB = Site("https://github.com/{user}/example/blob/main/file_{number}.py", 600, "github", "user_{user}")
STACK_OVERFLOW = Site("https://stackoverflow.com/questions/{number}", 260, "stackexchange", "user_{user}")
STACK_OVERFLOW_MARK = Site("https://stackoverflow.com/a/1000000010", 260, "stackexchange")
WIKIPEDIA = Site("https://en.wikipedia.org/wiki/Example_{number}", 1_100, "wikimedia")
COMMONS = Site("https://commons.wikimedia.org/wiki/File:Example_{number}.jpg", 20, "wikimedia", "user_{user}")
SHUTTERSTOCK = Site("https://www.shutterstock.com/image-photo/example-{number}", 25, "shutterstock")
BLOG = Site("https://blog.example.org/posts/{number}", 700)
PHOTOS = Site("https://photos.example.net/p/{number}", 20, None, "user_{user}")
FORUM = Site("https://forum.example.com/t/{number}", 180)
HELP_CENTRE = Site("https://help.example.com/articles/{number}", 500)
NOWHERE = Site(None, 300)
