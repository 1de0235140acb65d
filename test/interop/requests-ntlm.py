"""A login over HTTPS with requests-ntlm, which binds it to the certificate that it sees.

Arguments: port, user, password. On stdout comes the status of the answer.
"""

import sys
import warnings

import requests
from requests_ntlm import HttpNtlmAuth

warnings.simplefilter("ignore")
port, user, password = sys.argv[1:]
answer = requests.get(
    f"https://127.0.0.1:{port}/", auth=HttpNtlmAuth(user, password), verify=False
)
print(answer.status_code)
